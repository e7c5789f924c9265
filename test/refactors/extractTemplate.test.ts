import {describe, expect, test} from "vitest";
import {EXTRACT_COMPONENT} from "../../server/src/engine/refactors/extractComponent.ts";
import {workspaceOf} from "../support/check.ts";
import {extracted, type Files, flux, kustomization, reason, variables} from "./extracting.ts";

const TEMPLATE = "templates/gatus/kustomization.yaml";
const ENDPOINT = `apiVersion: v1
kind: ConfigMap
metadata:
  name: \${APP}-gatus
data:
  url: https://\${APP}.example.org
`;

function account(name: string): string {
  return `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${name}\n`;
}

const APPS = ["plex", "radarr"];

/** Two apps that list a template. */
const REPOSITORY: Files = {
  [TEMPLATE]: kustomization("./endpoint.yaml"),
  "templates/gatus/endpoint.yaml": ENDPOINT,
  ...Object.fromEntries(
    APPS.flatMap((app) => [
      [`cluster/${app}.yaml`, flux(app, variables({APP: app}))],
      [`apps/${app}/kustomization.yaml`, kustomization("./account.yaml", "../../templates/gatus")],
      [`apps/${app}/account.yaml`, account(app)],
    ]),
  ),
};

const COMPONENT = `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources:
  - ./endpoint.yaml
`;
const USER = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
components:
  - ../../templates/gatus
resources:
  - ./account.yaml
`;

function subjects(files: Files, path = TEMPLATE): string[] {
  return EXTRACT_COMPONENT.subjects(workspaceOf(files), path).map(({name}) => name);
}

describe("a template becomes a Component where it stands", () => {
  test("and its users list it as one", () => {
    expect(extracted(REPOSITORY, TEMPLATE)).toEqual({
      [TEMPLATE]: COMPONENT,
      "apps/plex/kustomization.yaml": USER,
      "apps/radarr/kustomization.yaml": USER,
    });
  });

  test("behind the Components that a user has", () => {
    const path = "apps/plex/kustomization.yaml";
    const files = {
      ...REPOSITORY,
      [path]: `${kustomization("./account.yaml", "../../templates/gatus")}components:\n  - ../../components/alerts\n`,
      "components/alerts/kustomization.yaml":
        "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [./account.yaml]\n",
      "components/alerts/account.yaml": account("alerts"),
    };
    expect(extracted(files, TEMPLATE)[path]).toBe(
      `${kustomization("./account.yaml")}components:\n  - ../../components/alerts\n  - ../../templates/gatus\n`,
    );
  });

  test("where it is all that a user lists", () => {
    const path = "apps/plex/kustomization.yaml";
    const files = {...REPOSITORY, [path]: kustomization("../../templates/gatus")};
    expect(extracted(files, TEMPLATE)[path]).toBe(
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\ncomponents:\n  - ../../templates/gatus\n",
    );
  });

  test("without apiVersion and kind, which kustomize fills in", () => {
    const files = {...REPOSITORY, [TEMPLATE]: "---\nresources:\n  - ./endpoint.yaml\n"};
    expect(extracted(files, TEMPLATE)[TEMPLATE]).toBe(`---\n${COMPONENT}`);
  });

  test("in files with the line breaks of Windows", () => {
    const files = Object.fromEntries(
      Object.entries(REPOSITORY).map(([path, text]) => [path, text.replaceAll("\n", "\r\n")]),
    );
    const after = extracted({...files, [TEMPLATE]: "resources: [./endpoint.yaml]\r\n"}, TEMPLATE);
    for (const text of Object.values(after)) expect(text?.replaceAll("\r\n", "")).not.toContain("\n");
  });
});

describe("a template stays as it is", () => {
  test.each(["namespace: media\n", "labels: [{pairs: {app: gatus}}]\n", "namePrefix: home-\n"])(
    "where it would change its users' objects: %s",
    (field) => {
      const files = {...REPOSITORY, [TEMPLATE]: `${kustomization("./endpoint.yaml")}${field}`};
      expect(reason(files, TEMPLATE)).toMatch(
        /`templates\/gatus` as a Component, `(plex|radarr)` would build something/,
      );
    },
  );

  test("where an earlier Component of a user changes what it brings", () => {
    const files = {
      ...REPOSITORY,
      "apps/plex/kustomization.yaml": `${kustomization("./account.yaml", "../../templates/gatus")}components:\n  - ../../components/owner\n`,
      "components/owner/kustomization.yaml":
        "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ncommonAnnotations: {owner: home}\n",
    };
    expect(reason(files, TEMPLATE)).toContain("`plex` would build something else");
  });

  test("where a Component of a user does to objects what is not followed", () => {
    const files = {
      ...REPOSITORY,
      "apps/plex/kustomization.yaml": `${kustomization("./account.yaml", "../../templates/gatus")}components:\n  - ../../components/owner\n`,
      "components/owner/kustomization.yaml":
        "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nreplacements: [{path: ./owner.yaml}]\n",
    };
    expect(reason(files, TEMPLATE)).toBe("Nobody knows what `components/owner` would do to other objects then.");
  });

  test("where a comment at its line would be lost", () => {
    const files = {
      ...REPOSITORY,
      "apps/plex/kustomization.yaml": kustomization("./account.yaml", "../../templates/gatus # for the status page"),
    };
    expect(reason(files, TEMPLATE)).toBe("A comment in `apps/plex/kustomization.yaml` would be lost.");
  });

  test("where a line can't be taken out", () => {
    const files = {
      ...REPOSITORY,
      "apps/plex/kustomization.yaml": "resources: [./account.yaml, ../../templates/gatus]\n",
    };
    expect(reason(files, TEMPLATE)).toContain("in `apps/plex/kustomization.yaml` can't be moved");
  });
});

describe("what is no template", () => {
  test("is what one kustomization lists", () => {
    expect(subjects(REPOSITORY)).toEqual(["template `templates/gatus`"]);
    expect(subjects({...REPOSITORY, "apps/plex/kustomization.yaml": kustomization("./account.yaml")})).toEqual([]);
  });

  test("is what Flux builds by itself", () => {
    expect(subjects({...REPOSITORY, "cluster/gatus.yaml": flux("gatus", "", "./templates/gatus")})).toEqual([]);
  });

  test("is a base without variables", () => {
    const base = Object.fromEntries(
      Object.entries(REPOSITORY).map(([path, text]) => [
        path.replace("templates", "base"),
        text.replace("templates", "base").replaceAll("${APP}", "podinfo"),
      ]),
    );
    expect(subjects(base, "base/gatus/kustomization.yaml")).toEqual([]);
    const open = {...base, "base/gatus/endpoint.yaml": ENDPOINT};
    expect(subjects(open, "base/gatus/kustomization.yaml")).toEqual(["template `base/gatus`"]);
  });

  test("is a Component", () => {
    const after = {...REPOSITORY, ...extracted(REPOSITORY, TEMPLATE)} as Files;
    expect(subjects(after)).toEqual([]);
  });
});
