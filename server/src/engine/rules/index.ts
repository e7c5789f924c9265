// Written by `npm run generate`.
import configUnknownFluxVersion from "./config/unknown-flux-version.ts";
import configUnknownRule from "./config/unknown-rule.ts";
import fluxArtifactGeneratorGroup from "./flux/artifact-generator-group.ts";
import fluxBucketServiceAccount from "./flux/bucket-service-account.ts";
import fluxBucketSts from "./flux/bucket-sts.ts";
import fluxChartOrChartRef from "./flux/chart-or-chart-ref.ts";
import fluxChartVerifySource from "./flux/chart-verify-source.ts";
import fluxCommitStatusExpression from "./flux/commit-status-expression.ts";
import fluxDependencyCycle from "./flux/dependency-cycle.ts";
import fluxDependencyNeedsNamespace from "./flux/dependency-needs-namespace.ts";
import fluxDependencyWrongKind from "./flux/dependency-wrong-kind.ts";
import fluxDependsOnKind from "./flux/depends-on-kind.ts";
import fluxDeprecatedApiVersion from "./flux/deprecated-api-version.ts";
import fluxDeprecatedField from "./flux/deprecated-field.ts";
import fluxDoubleOwnedResource from "./flux/double-owned-resource.ts";
import fluxDuplicateKustomization from "./flux/duplicate-kustomization.ts";
import fluxDuplicateStepName from "./flux/duplicate-step-name.ts";
import fluxEncryptedWithoutDecryption from "./flux/encrypted-without-decryption.ts";
import fluxFieldNotInVersion from "./flux/field-not-in-version.ts";
import fluxFieldRequiredInVersion from "./flux/field-required-in-version.ts";
import fluxFluxInstanceName from "./flux/flux-instance-name.ts";
import fluxGitServiceAccountProvider from "./flux/git-service-account-provider.ts";
import fluxHelmRepositoryAsSource from "./flux/helm-repository-as-source.ts";
import fluxHelmRepositoryInChartRef from "./flux/helm-repository-in-chart-ref.ts";
import fluxHelmRepositoryType from "./flux/helm-repository-type.ts";
import fluxIgnoredRefField from "./flux/ignored-ref-field.ts";
import fluxImagePolicyInterval from "./flux/image-policy-interval.ts";
import fluxIncludeEmptyProviders from "./flux/include-empty-providers.ts";
import fluxInputProviderCredentials from "./flux/input-provider-credentials.ts";
import fluxInputProviderReference from "./flux/input-provider-reference.ts";
import fluxInputProviderSelectors from "./flux/input-provider-selectors.ts";
import fluxInputProviderUrl from "./flux/input-provider-url.ts";
import fluxInvalidArtifactName from "./flux/invalid-artifact-name.ts";
import fluxInvalidDuration from "./flux/invalid-duration.ts";
import fluxKubeConfigReference from "./flux/kube-config-reference.ts";
import fluxKustomizationApiGroup from "./flux/kustomization-api-group.ts";
import fluxMissingDependency from "./flux/missing-dependency.ts";
import fluxMissingPath from "./flux/missing-path.ts";
import fluxMissingSource from "./flux/missing-source.ts";
import fluxMultitenantWorkloadIdentity from "./flux/multitenant-workload-identity.ts";
import fluxNamespaceLocalReference from "./flux/namespace-local-reference.ts";
import fluxOciRepositoryInChart from "./flux/oci-repository-in-chart.ts";
import fluxOciRepositoryWithoutRef from "./flux/oci-repository-without-ref.ts";
import fluxOciUrlWithTag from "./flux/oci-url-with-tag.ts";
import fluxPersistentShardingStorage from "./flux/persistent-sharding-storage.ts";
import fluxReceiverCredentials from "./flux/receiver-credentials.ts";
import fluxRemovedApiVersion from "./flux/removed-api-version.ts";
import fluxRemovedTemplateField from "./flux/removed-template-field.ts";
import fluxResourceSetContents from "./flux/resource-set-contents.ts";
import fluxRetryIntervalWithoutStrategy from "./flux/retry-interval-without-strategy.ts";
import fluxScpUrl from "./flux/scp-url.ts";
import fluxServerSideApplyType from "./flux/server-side-apply-type.ts";
import fluxSubstituteAnnotationCase from "./flux/substitute-annotation-case.ts";
import fluxSyncProvider from "./flux/sync-provider.ts";
import fluxUnknownApiVersion from "./flux/unknown-api-version.ts";
import fluxUnknownKind from "./flux/unknown-kind.ts";
import fluxUnusedSource from "./flux/unused-source.ts";
import fluxValuesFromMissing from "./flux/values-from-missing.ts";
import fluxWaitWithHealthChecks from "./flux/wait-with-health-checks.ts";
import gatewayAmbiguousReference from "./gateway/ambiguous-reference.ts";
import gatewayBackendCertificates from "./gateway/backend-certificates.ts";
import gatewayBackendMissing from "./gateway/backend-missing.ts";
import gatewayBackendPortMissing from "./gateway/backend-port-missing.ts";
import gatewayBackendTimeoutTooLong from "./gateway/backend-timeout-too-long.ts";
import gatewayCorsWildcard from "./gateway/cors-wildcard.ts";
import gatewayDuplicateListener from "./gateway/duplicate-listener.ts";
import gatewayDuplicateRuleName from "./gateway/duplicate-rule-name.ts";
import gatewayHostnameNotOnListener from "./gateway/hostname-not-on-listener.ts";
import gatewayIngressCanBeRoute from "./gateway/ingress-can-be-route.ts";
import gatewayInvalidAddress from "./gateway/invalid-address.ts";
import gatewayInvalidGrpcMethod from "./gateway/invalid-grpc-method.ts";
import gatewayInvalidInfrastructureKey from "./gateway/invalid-infrastructure-key.ts";
import gatewayInvalidMirrorShare from "./gateway/invalid-mirror-share.ts";
import gatewayInvalidPath from "./gateway/invalid-path.ts";
import gatewayInvalidSessionPersistence from "./gateway/invalid-session-persistence.ts";
import gatewayIpHostname from "./gateway/ip-hostname.ts";
import gatewayListenerDoesNotAllowNamespace from "./gateway/listener-does-not-allow-namespace.ts";
import gatewayListenerHostname from "./gateway/listener-hostname.ts";
import gatewayListenerPortNotEntryPoint from "./gateway/listener-port-not-entry-point.ts";
import gatewayListenerTls from "./gateway/listener-tls.ts";
import gatewayMissingBackendPort from "./gateway/missing-backend-port.ts";
import gatewayMissingCertificate from "./gateway/missing-certificate.ts";
import gatewayMissingListener from "./gateway/missing-listener.ts";
import gatewayMissingParent from "./gateway/missing-parent.ts";
import gatewayProviderDisabled from "./gateway/provider-disabled.ts";
import gatewayRedirectWithBackends from "./gateway/redirect-with-backends.ts";
import gatewayRedirectWithRewrite from "./gateway/redirect-with-rewrite.ts";
import gatewayReferenceGrantMissing from "./gateway/reference-grant-missing.ts";
import gatewayRepeatedFilter from "./gateway/repeated-filter.ts";
import gatewayReplacePrefixWithoutPrefix from "./gateway/replace-prefix-without-prefix.ts";
import gatewayTooManyMatches from "./gateway/too-many-matches.ts";
import gatewayTypeMismatch from "./gateway/type-mismatch.ts";
import gatewayUnfinishedConversion from "./gateway/unfinished-conversion.ts";
import gatusAnnotationHasNoEffect from "./gatus/annotation-has-no-effect.ts";
import gatusDuplicateEndpoint from "./gatus/duplicate-endpoint.ts";
import gatusInvalidEndpoint from "./gatus/invalid-endpoint.ts";
import gatusSidecarWithoutRbac from "./gatus/sidecar-without-rbac.ts";
import gatusUnknownAnnotation from "./gatus/unknown-annotation.ts";
import kubernetesDuplicateEntry from "./kubernetes/duplicate-entry.ts";
import kubernetesIngressBackend from "./kubernetes/ingress-backend.ts";
import kubernetesInvalidIngressPath from "./kubernetes/invalid-ingress-path.ts";
import kubernetesMissingName from "./kubernetes/missing-name.ts";
import kubernetesMissingPortName from "./kubernetes/missing-port-name.ts";
import kubernetesMissingType from "./kubernetes/missing-type.ts";
import kustomizeAbsolutePath from "./kustomize/absolute-path.ts";
import kustomizeAncestorInclude from "./kustomize/ancestor-include.ts";
import kustomizeBadTargetPattern from "./kustomize/bad-target-pattern.ts";
import kustomizeComponentInResources from "./kustomize/component-in-resources.ts";
import kustomizeComponentListedTwice from "./kustomize/component-listed-twice.ts";
import kustomizeComponentVariableMissing from "./kustomize/component-variable-missing.ts";
import kustomizeDeprecatedField from "./kustomize/deprecated-field.ts";
import kustomizeDuplicateEntry from "./kustomize/duplicate-entry.ts";
import kustomizeDuplicateResource from "./kustomize/duplicate-resource.ts";
import kustomizeEmptyEntry from "./kustomize/empty-entry.ts";
import kustomizeEmptyKustomization from "./kustomize/empty-kustomization.ts";
import kustomizeFileAsComponent from "./kustomize/file-as-component.ts";
import kustomizeIgnoredDocument from "./kustomize/ignored-document.ts";
import kustomizeInvalidPatch from "./kustomize/invalid-patch.ts";
import kustomizeKustomizationAsResource from "./kustomize/kustomization-as-resource.ts";
import kustomizeKustomizationInComponents from "./kustomize/kustomization-in-components.ts";
import kustomizeMergedListEntry from "./kustomize/merged-list-entry.ts";
import kustomizeMissingComponent from "./kustomize/missing-component.ts";
import kustomizeMissingResource from "./kustomize/missing-resource.ts";
import kustomizeNotAKustomization from "./kustomize/not-a-kustomization.ts";
import kustomizePatchFails from "./kustomize/patch-fails.ts";
import kustomizePatchMatchesNothing from "./kustomize/patch-matches-nothing.ts";
import kustomizePatchTargetAmbiguous from "./kustomize/patch-target-ambiguous.ts";
import kustomizePluginsDisabled from "./kustomize/plugins-disabled.ts";
import kustomizeTwoKustomizationFiles from "./kustomize/two-kustomization-files.ts";
import kustomizeUnreferencedFile from "./kustomize/unreferenced-file.ts";
import kustomizeWrongApiVersion from "./kustomize/wrong-api-version.ts";
import schemaEmptyField from "./schema/empty-field.ts";
import schemaInvalidFormat from "./schema/invalid-format.ts";
import schemaInvalidValue from "./schema/invalid-value.ts";
import schemaMissingField from "./schema/missing-field.ts";
import schemaModelineMismatch from "./schema/modeline-mismatch.ts";
import schemaUnknownField from "./schema/unknown-field.ts";
import schemaUnusableSchema from "./schema/unusable-schema.ts";
import schemaWrongIndentation from "./schema/wrong-indentation.ts";
import schemaWrongType from "./schema/wrong-type.ts";
import yamlDuplicateKey from "./yaml/duplicate-key.ts";
import yamlInvalidMerge from "./yaml/invalid-merge.ts";
import yamlSyntax from "./yaml/syntax.ts";
import yamlTabIndentation from "./yaml/tab-indentation.ts";
import yamlUnresolvableAlias from "./yaml/unresolvable-alias.ts";
import type {Rule} from "./rule.ts";

/** All rules, in the order of their ids. */
export const RULES: readonly Rule[] = [
  configUnknownFluxVersion,
  configUnknownRule,
  fluxArtifactGeneratorGroup,
  fluxBucketServiceAccount,
  fluxBucketSts,
  fluxChartOrChartRef,
  fluxChartVerifySource,
  fluxCommitStatusExpression,
  fluxDependencyCycle,
  fluxDependencyNeedsNamespace,
  fluxDependencyWrongKind,
  fluxDependsOnKind,
  fluxDeprecatedApiVersion,
  fluxDeprecatedField,
  fluxDoubleOwnedResource,
  fluxDuplicateKustomization,
  fluxDuplicateStepName,
  fluxEncryptedWithoutDecryption,
  fluxFieldNotInVersion,
  fluxFieldRequiredInVersion,
  fluxFluxInstanceName,
  fluxGitServiceAccountProvider,
  fluxHelmRepositoryAsSource,
  fluxHelmRepositoryInChartRef,
  fluxHelmRepositoryType,
  fluxIgnoredRefField,
  fluxImagePolicyInterval,
  fluxIncludeEmptyProviders,
  fluxInputProviderCredentials,
  fluxInputProviderReference,
  fluxInputProviderSelectors,
  fluxInputProviderUrl,
  fluxInvalidArtifactName,
  fluxInvalidDuration,
  fluxKubeConfigReference,
  fluxKustomizationApiGroup,
  fluxMissingDependency,
  fluxMissingPath,
  fluxMissingSource,
  fluxMultitenantWorkloadIdentity,
  fluxNamespaceLocalReference,
  fluxOciRepositoryInChart,
  fluxOciRepositoryWithoutRef,
  fluxOciUrlWithTag,
  fluxPersistentShardingStorage,
  fluxReceiverCredentials,
  fluxRemovedApiVersion,
  fluxRemovedTemplateField,
  fluxResourceSetContents,
  fluxRetryIntervalWithoutStrategy,
  fluxScpUrl,
  fluxServerSideApplyType,
  fluxSubstituteAnnotationCase,
  fluxSyncProvider,
  fluxUnknownApiVersion,
  fluxUnknownKind,
  fluxUnusedSource,
  fluxValuesFromMissing,
  fluxWaitWithHealthChecks,
  gatewayAmbiguousReference,
  gatewayBackendCertificates,
  gatewayBackendMissing,
  gatewayBackendPortMissing,
  gatewayBackendTimeoutTooLong,
  gatewayCorsWildcard,
  gatewayDuplicateListener,
  gatewayDuplicateRuleName,
  gatewayHostnameNotOnListener,
  gatewayIngressCanBeRoute,
  gatewayInvalidAddress,
  gatewayInvalidGrpcMethod,
  gatewayInvalidInfrastructureKey,
  gatewayInvalidMirrorShare,
  gatewayInvalidPath,
  gatewayInvalidSessionPersistence,
  gatewayIpHostname,
  gatewayListenerDoesNotAllowNamespace,
  gatewayListenerHostname,
  gatewayListenerPortNotEntryPoint,
  gatewayListenerTls,
  gatewayMissingBackendPort,
  gatewayMissingCertificate,
  gatewayMissingListener,
  gatewayMissingParent,
  gatewayProviderDisabled,
  gatewayRedirectWithBackends,
  gatewayRedirectWithRewrite,
  gatewayReferenceGrantMissing,
  gatewayRepeatedFilter,
  gatewayReplacePrefixWithoutPrefix,
  gatewayTooManyMatches,
  gatewayTypeMismatch,
  gatewayUnfinishedConversion,
  gatusAnnotationHasNoEffect,
  gatusDuplicateEndpoint,
  gatusInvalidEndpoint,
  gatusSidecarWithoutRbac,
  gatusUnknownAnnotation,
  kubernetesDuplicateEntry,
  kubernetesIngressBackend,
  kubernetesInvalidIngressPath,
  kubernetesMissingName,
  kubernetesMissingPortName,
  kubernetesMissingType,
  kustomizeAbsolutePath,
  kustomizeAncestorInclude,
  kustomizeBadTargetPattern,
  kustomizeComponentInResources,
  kustomizeComponentListedTwice,
  kustomizeComponentVariableMissing,
  kustomizeDeprecatedField,
  kustomizeDuplicateEntry,
  kustomizeDuplicateResource,
  kustomizeEmptyEntry,
  kustomizeEmptyKustomization,
  kustomizeFileAsComponent,
  kustomizeIgnoredDocument,
  kustomizeInvalidPatch,
  kustomizeKustomizationAsResource,
  kustomizeKustomizationInComponents,
  kustomizeMergedListEntry,
  kustomizeMissingComponent,
  kustomizeMissingResource,
  kustomizeNotAKustomization,
  kustomizePatchFails,
  kustomizePatchMatchesNothing,
  kustomizePatchTargetAmbiguous,
  kustomizePluginsDisabled,
  kustomizeTwoKustomizationFiles,
  kustomizeUnreferencedFile,
  kustomizeWrongApiVersion,
  schemaEmptyField,
  schemaInvalidFormat,
  schemaInvalidValue,
  schemaMissingField,
  schemaModelineMismatch,
  schemaUnknownField,
  schemaUnusableSchema,
  schemaWrongIndentation,
  schemaWrongType,
  yamlDuplicateKey,
  yamlInvalidMerge,
  yamlSyntax,
  yamlTabIndentation,
  yamlUnresolvableAlias,
];
