import type {DocumentSelector} from "vscode-languageclient/node";

/**
 * The documents that the server sees. Other extensions give YAML files languages of their own (`helm`, `dockercompose`,
 * `kustomize` ...), hence the patterns beside the language; what is not Kubernetes the server leaves alone. Changes on
 * disk it watches itself.
 */
export const documentSelector: DocumentSelector = [
  {scheme: "file", language: "yaml"},
  {scheme: "untitled", language: "yaml"},
  {scheme: "vscode-vfs", language: "yaml"},
  {scheme: "file", pattern: "**/*.{yaml,yml}"},
  {scheme: "file", pattern: "**/Kustomization"},
];
