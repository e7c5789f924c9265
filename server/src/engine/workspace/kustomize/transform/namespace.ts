import {isClusterScoped} from "./cluster-scoped.ts";
import {NAMESPACES} from "./field-spec-tables.ts";
import {type FieldSpec, scalarSetter, setFields} from "./field-specs.ts";
import {Failure, fieldOf, isList, isMap, type PlainObject, textOf, withField} from "./plain.ts";

type Accounts = readonly {readonly name: string; readonly namespace: string}[];

const METADATA_NAMESPACE: FieldSpec = {path: "metadata/namespace", create: true};
const NAMESPACE_NAME: FieldSpec = {path: "metadata/name", create: true, version: "v1", kind: "Namespace"};

/** Puts an object into a namespace; a Namespace gets the name. Objects that kustomize knows to have none stay. */
export function setNamespace(
  object: PlainObject,
  namespace: string,
  unsetOnly: boolean,
  accounts: Accounts = [],
): PlainObject {
  const replaced = (value: unknown): unknown =>
    unsetOnly && value !== null && textOf(value) !== "" ? value : namespace;
  const setter = scalarSetter(replaced);
  const own = isClusterScoped(object) ? [] : [METADATA_NAMESPACE];
  // The row without a group stands for the core group alone.
  const named = fieldOf(object, "apiVersion") === "v1" ? [NAMESPACE_NAME] : [];
  const placed = setFields(object, own, setter);
  return setFields(setSubjects(placed, replaced, follows(accounts, object)), [...named, ...NAMESPACES], setter);
}

/** Tells the subjects that are one of the accounts; without a namespace, one in that of the binding is meant. */
function follows(accounts: Accounts, binding: PlainObject): (subject: PlainObject) => boolean {
  const own = textOf(fieldOf((fieldOf(binding, "metadata") ?? {}) as PlainObject, "namespace"));
  return (subject) =>
    fieldOf(subject, "kind") === "ServiceAccount" &&
    accounts.some(
      ({name, namespace}) =>
        name === fieldOf(subject, "name") && namespace === (textOf(fieldOf(subject, "namespace")) || own),
    );
}

/** Of the subjects of a role binding, kustomize moves those named `default`, and others along with their accounts. */
function setSubjects(
  object: PlainObject,
  replaced: (value: unknown) => unknown,
  isFollowing: (subject: PlainObject) => boolean,
): PlainObject {
  const kind = fieldOf(object, "kind");
  const subjects = fieldOf(object, "subjects");
  if ((kind !== "RoleBinding" && kind !== "ClusterRoleBinding") || subjects === undefined || subjects === null) {
    return object;
  }
  if (!isList(subjects)) throw new Failure("the subjects of a role binding are not a list");
  const moved = subjects.map((subject) => {
    if (subject === null) return subject;
    if (!isMap(subject)) throw new Failure("a subject of a role binding is not a map");
    const name = fieldOf(subject, "name");
    const namespace = fieldOf(subject, "namespace") ?? "";
    for (const value of name === "default" ? [name, namespace] : [name]) {
      if (isMap(value) || isList(value)) throw new Failure("a subject's name or namespace is not a plain value");
    }
    const moves = name === "default" || isFollowing(subject);
    return moves ? withField(subject, "namespace", replaced(namespace)) : subject;
  });
  return moved.every((subject, index) => subject === subjects[index]) ? object : {...object, subjects: moved};
}
