import type {YamlFile} from "../yaml/parse.ts";

/** Whether SOPS has signed all of a file: one changed byte, encrypted or not, and it can't be decrypted any more. */
export function isSealed(file: YamlFile): boolean {
  return file.documents.some(({root}) => {
    const sops = root.get("sops");
    return sops.get("mac").exists && sops.get("mac_only_encrypted").boolean !== true;
  });
}
