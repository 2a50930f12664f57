import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** An id such as `googlenet.train` in a text of the code. */
export interface NamedId {
  readonly id: string;
  /** `extension/errors.ts:51`, to be found by whoever has to change it. */
  readonly place: string;
}

/** Not part of a path or of another name, such as a file's. */
const idInText = /(?<![\w/.-])googlenet\.[a-zA-Z][\w.]*\w/gu;

/** Every id of ours that a folder's sources write out. */
export function namedIds(folder: string): NamedId[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .flatMap((file) => idsIn(join(folder, file)));
}

function idsIn(file: string): NamedId[] {
  const text = readFileSync(file, "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: NamedId[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const ids = node.text.match(idInText) ?? [];
      found.push(...ids.map((id) => ({ id, place: `${file}:${line + 1}` })));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
