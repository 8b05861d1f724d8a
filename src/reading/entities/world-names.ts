import { NameTree } from "../../knowledge/aliases.ts";
import { WORLD_ORGANISATIONS, WORLD_OTHERS } from "./words/world-names.ts";

let tree: NameTree | null = null;

/** Names of the wide world that have no record: only their kind is known. Made when first asked for. */
export function worldNames(): NameTree {
  if (tree) return tree;
  tree = new NameTree();
  for (const name of readList(WORLD_ORGANISATIONS)) tree.add(name, { kind: "organisation", id: "" });
  for (const name of readList(WORLD_OTHERS)) tree.add(name, { kind: "demonym", id: "" });
  return tree;
}

const readList = (list: string): string[] =>
  list
    .replaceAll("\n", " ")
    .split("|")
    .map((name) => name.replaceAll(/\s+/gu, " ").trim())
    .filter((name) => name !== "");
