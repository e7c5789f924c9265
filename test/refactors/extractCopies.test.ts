import {describe, expect, test} from "vitest";
import {refactorAll} from "../../server/src/engine/features/refactoring.ts";
import {EXTRACT_COMPONENT} from "../../server/src/engine/refactors/extractComponent.ts";
import {schemas, workspaceOf} from "../support/check.ts";
import {extracted, type Files, flux, kustomization, proposed, reason, variables} from "./extracting.ts";

const RADARR = "apps/radarr/secret.yaml";
const SONARR = "apps/sonarr/secret.yaml";

/** The secret of an app, which is called as its app where nothing else is said. */
function secret(app: string, key = app, refresh = "12h"): string {
  return `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: ${app}-secret
spec:
  refreshInterval: ${refresh}
  secretStoreRef:
    kind: ClusterSecretStore
    name: onepassword
  target:
    name: "${app}-secret"
  dataFrom:
    - extract:
        key: ${key}
`;
}

function app(name: string, text = secret(name), extra = ""): Files {
  return {
    [`cluster/${name}.yaml`]: flux(name, extra),
    [`apps/${name}/kustomization.yaml`]: kustomization("./account.yaml", "./secret.yaml"),
    [`apps/${name}/account.yaml`]: `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${name}\n`,
    [`apps/${name}/secret.yaml`]: text,
  };
}

const REPOSITORY: Files = {...app("radarr"), ...app("sonarr")};

const COMPONENT = "components/secret/secret.yaml";

function user(): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
components:
  - ../../components/secret
resources:
  - ./account.yaml
`;
}

describe("copies become a Component", () => {
  test("with the name of the app as a variable", () => {
    expect(extracted(REPOSITORY, RADARR)).toEqual({
      "components/secret/kustomization.yaml":
        "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources:\n  - ./secret.yaml\n",
      [COMPONENT]: secret("${APP}"),
      "cluster/radarr.yaml": flux("radarr", variables({APP: "radarr"})),
      "cluster/sonarr.yaml": flux("sonarr", variables({APP: "sonarr"})),
      "apps/radarr/kustomization.yaml": user(),
      "apps/sonarr/kustomization.yaml": user(),
      [RADARR]: undefined,
      [SONARR]: undefined,
    });
  });

  test("from whichever of them one starts", () => {
    expect(extracted(REPOSITORY, SONARR)).toEqual(extracted(REPOSITORY, RADARR));
  });

  test("with a variable for a value of their own, called after the field", () => {
    const files = {...REPOSITORY, ...app("radarr", secret("radarr", "movies"))};
    const after = extracted(files, RADARR);
    expect(after[COMPONENT]).toBe(secret("${APP}", "${KEY}"));
    expect(after["cluster/radarr.yaml"]).toBe(flux("radarr", variables({APP: "radarr", KEY: "movies"})));
    expect(after["cluster/sonarr.yaml"]).toBe(flux("sonarr", variables({APP: "sonarr", KEY: "sonarr"})));
  });

  test("without variables, where nothing differs", () => {
    const files = {...app("radarr", secret("shared")), ...app("sonarr", secret("shared"))};
    expect(Object.keys(extracted(files, RADARR)).filter((path) => path.startsWith("cluster/"))).toEqual([]);
  });

  test("with the variable that an app has already", () => {
    const files = {...REPOSITORY, ...app("radarr", secret("radarr"), variables({APP: "radarr"}))};
    expect(extracted(files, RADARR)["cluster/radarr.yaml"]).toBeUndefined();
  });

  test("with another variable, where an app has one of that name for something else", () => {
    const files = {...REPOSITORY, ...app("radarr", secret("radarr"), variables({APP: "movies"}))};
    const after = extracted(files, RADARR);
    expect(after[COMPONENT]).toBe(secret("${APP_2}"));
    expect(after["cluster/radarr.yaml"]).toBe(flux("radarr", variables({APP: "movies", APP_2: "radarr"})));
  });

  test("beside the Components that there are, in the style of their lines", () => {
    const files = {
      ...REPOSITORY,
      ...app("radarr", secret("radarr"), "  components:\n    - ../../shared/components/alerts\n"),
      "shared/components/alerts/kustomization.yaml":
        "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [./alerts.yaml]\n",
      "shared/components/alerts/alerts.yaml": "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: alerts\n",
    };
    const after = extracted(files, RADARR);
    expect(after["shared/components/secret/secret.yaml"]).toBe(secret("${APP}"));
    expect(after["cluster/sonarr.yaml"]).toContain("  components:\n    - ../../shared/components/secret\n");
  });

  test("in the folder that a person wants", () => {
    const after = extracted(REPOSITORY, RADARR, {component: "components/arr/secret"});
    expect(after["components/arr/secret/secret.yaml"]).toBe(secret("${APP}"));
    expect(after["apps/radarr/kustomization.yaml"]).toContain("  - ../../components/arr/secret\n");
  });

  test("once, for all that are copies", async () => {
    const paths = [RADARR, SONARR];
    const batch = await refactorAll(workspaceOf(REPOSITORY), schemas, EXTRACT_COMPONENT, paths, {});
    expect(batch?.outcomes.map(({file}) => file)).toEqual([RADARR]);
    expect(batch?.deleted).toEqual(paths);
    expect(batch?.texts.get(COMPONENT)).toBe(secret("${APP}"));
  });
});

describe("a question", () => {
  test("where the folder is there", () => {
    const files = {...REPOSITORY, "components/secret/notes.yaml": "text: mine\n"};
    expect(reason(files, RADARR)).toBe(
      "In which folder is the Component to stand? `components/secret` is there already.",
    );
  });
});

describe("left as it is", () => {
  test("what has no copy", () => {
    expect(proposed(app("radarr"), RADARR)).toBeUndefined();
  });

  test("a number that differs", () => {
    const files = {
      ...app("radarr", secret("radarr", "radarr", "1")),
      ...app("sonarr", secret("sonarr", "sonarr", "2")),
    };
    expect(reason(files, RADARR)).toContain("`spec.refreshInterval` differs between the copies, and is no text");
  });

  test.each(['"1"', '"1_000"', '"0b11"', '".5"', '"yes"', '"0o17"', "1e3_0"])(
    "a text that Go may read otherwise: %s",
    (key) => {
      const files = {...app("radarr", secret("radarr", key)), ...app("sonarr", secret("sonarr", "tv"))};
      expect(reason(files, RADARR)).toContain("has values that Flux would not read as the same texts");
    },
  );

  test("what has little in common", () => {
    const other = secret("sonarr", "tv", "6h").replace("onepassword", "vault");
    expect(reason({...REPOSITORY, ...app("sonarr", other)}, RADARR)).toMatch(/^More than 2 values differ/);
  });

  test("a copy with a comment of its own", () => {
    const files = {...REPOSITORY, ...app("sonarr", `# rotated by hand\n${secret("sonarr")}`)};
    expect(reason(files, RADARR)).toMatch(/^No other app has/);
  });

  test("a comment at the line of a copy", () => {
    const files = {
      ...REPOSITORY,
      "apps/sonarr/kustomization.yaml": kustomization("./account.yaml", "./secret.yaml # api"),
    };
    expect(reason(files, RADARR)).toBe("`apps/sonarr/kustomization.yaml` can't be changed without losing a comment.");
  });

  test("an app whose first variable would change something else", () => {
    const account =
      "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: radarr\n  annotations: {script: '${HOME}'}\n";
    const files = {...REPOSITORY, "apps/radarr/account.yaml": account};
    expect(reason(files, RADARR)).toMatch(/^`radarr` has no variables so far/);
    expect(reason(files, SONARR)).toMatch(/^No other app has/);
    const three = {...files, ...app("prowlarr")};
    expect(Object.keys(extracted(three, SONARR))).not.toContain("cluster/radarr.yaml");
  });

  test("the same app on another cluster", () => {
    const other = Object.fromEntries(
      Object.entries(app("radarr")).map(([path, text]) => [`edge/${path}`, text.replace("./apps", "./edge/apps")]),
    );
    expect(reason({...app("radarr"), ...other}, RADARR)).toMatch(/^No other app has/);
  });

  test("what a patch of the app has to find under its name", () => {
    const patch = `patches:
  - patch: |
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata:
        name: radarr-secret
      spec:
        refreshInterval: 1h
`;
    const files = {
      ...REPOSITORY,
      "apps/radarr/kustomization.yaml": `${kustomization("./account.yaml", "./secret.yaml")}${patch}`,
    };
    expect(reason(files, RADARR)).toBe("With the Component, `radarr` would build something else than before.");
  });

  test.each(["namePrefix: home-\n", "replacements: [{path: ./replacement.yaml}]\n"])(
    "what the kustomization may refer to by name: %s",
    (field) => {
      const files = {
        ...REPOSITORY,
        "apps/radarr/kustomization.yaml": `${kustomization("./account.yaml", "./secret.yaml")}${field}`,
      };
      expect(proposed(files, RADARR)).toBeUndefined();
      expect(reason(files, SONARR)).toMatch(/^No other app has/);
    },
  );

  test.each([
    ["a kustomization", "apps/radarr/kustomization.yaml"],
    ["a Flux Kustomization", "cluster/radarr.yaml"],
  ])("%s", (_, path) => {
    expect(proposed(REPOSITORY, path)).toBeUndefined();
  });

  test("what several kustomizations list, and what more than one Flux Kustomization builds", () => {
    const listed = {...REPOSITORY, "apps/all/kustomization.yaml": kustomization("../radarr/secret.yaml")};
    expect(proposed(listed, RADARR)).toBeUndefined();
    const built = {...REPOSITORY, "cluster/again.yaml": flux("again", "", "./apps/radarr")};
    expect(proposed(built, RADARR)).toBeUndefined();
  });

  test("what SOPS has encrypted", () => {
    const sealed = `${secret("radarr")}sops:\n  mac: ENC[AES256_GCM,data:x]\n`;
    expect(proposed({...app("radarr", sealed), ...app("sonarr", sealed)}, RADARR)).toBeUndefined();
  });
});
