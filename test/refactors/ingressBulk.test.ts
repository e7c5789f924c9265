import {describe, expect, test} from "vitest";
import {refactorAll} from "../../server/src/engine/features/refactoring.ts";
import {INGRESS_TO_ROUTE} from "../../server/src/engine/refactors/ingressToRoute/index.ts";
import type {Answers} from "../../server/src/engine/refactors/refactoring.ts";
import {schemas, workspaceOf} from "../support/check.ts";
import {CONFIG, ingress, path, rule} from "./ingressConversion.ts";

const ONE = ingress(rule("a.example.com", path("/")));
const TWO = ingress(rule("b.example.com", path("/")), rule("c.example.com", path("/x"))).replace("plex", "web");

async function refactored(files: Readonly<Record<string, string>>, answers: Answers = {}) {
  const workspace = workspaceOf({".flux-workbench.yaml": CONFIG, ...files});
  const batch = await refactorAll(workspace, schemas, INGRESS_TO_ROUTE, Object.keys(files), answers);
  if (!batch) throw new Error("it was ended");
  return {...batch, converted: batch.outcomes.filter(({proposal}) => "edits" in proposal).map(({name}) => name)};
}

const kinds = (text = ""): string[] => [...text.matchAll(/^kind: (\S+)\r?$/gm)].map(([, kind = ""]) => kind);

describe("many Ingresses", () => {
  test("of one file", async () => {
    const {converted, texts} = await refactored({"a.yaml": `${TWO}---\n${ONE}`});
    expect(converted).toEqual(["Ingress `web`", "Ingress `plex`"]);
    const text = texts.get("a.yaml");
    expect(kinds(text)).toEqual(["HTTPRoute", "HTTPRoute", "HTTPRoute"]);
    expect([...(text ?? "").matchAll(/^ {2}name: (.*)$/gm)].map(([, name]) => name)).toEqual(["web", "web-c", "plex"]);
  });

  test("of one folder, each in a new file", async () => {
    const kustomization = "resources:\n  - a.yaml\n  - b.yaml # b\n";
    const {converted, texts, deleted} = await refactored(
      {"a.yaml": ONE, "b.yaml": TWO, "kustomization.yaml": kustomization},
      {newFile: true},
    );
    expect(converted).toHaveLength(2);
    expect(deleted).toEqual(["a.yaml", "b.yaml"]);
    expect(texts.get("kustomization.yaml")).toBe("resources:\n  - httproute.yaml\n  - web-httproute.yaml # b\n");
    expect(kinds(texts.get("httproute.yaml"))).toEqual(["HTTPRoute"]);
    expect(kinds(texts.get("web-httproute.yaml"))).toEqual(["HTTPRoute", "HTTPRoute"]);
  });

  test("of one file that are taken out of it", async () => {
    const service =
      "apiVersion: v1\nkind: Service\nmetadata:\n  name: plex\n  namespace: media\nspec:\n  ports: [{port: 80}]\n";
    const files = {"a.yaml": `${service}---\n${ONE}---\n${TWO}`, "kustomization.yaml": "resources: [a.yaml]\n"};
    const {texts, deleted} = await refactored(files, {newFile: true});
    expect(deleted).toEqual([]);
    expect(texts.get("a.yaml")).toBe(service);
    expect(texts.get("kustomization.yaml")).toBe("resources: [a.yaml, httproute.yaml, web-httproute.yaml]\n");
  });
});
