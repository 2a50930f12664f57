import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A text that code hands to `t` or `says`, for the language of the person. */
export interface TranslatedText {
  /** The English text, which is the key; null where the code computes it, so that no list can have it. */
  readonly key: string | null;
  /** `webview/words/nodeText.ts:21`, to be found by whoever has to change it. */
  readonly place: string;
}

/** Every call of `says`, of `l10n.t` and of the pages' `t` in a folder's sources. */
export function translatedTexts(folder: string): TranslatedText[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .flatMap((file) => textsIn(join(folder, file)));
}

function textsIn(file: string): TranslatedText[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: TranslatedText[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node.expression)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ key: literalOf(node.arguments[0]), place: `${file}:${line + 1}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `says`, `t`, `l10n.t` or `vscode.l10n.t`. */
function isTranslation(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === "t" || callee.text === "says";
  return ts.isPropertyAccessExpression(callee) && /\bl10n\.t$/u.test(callee.getText());
}

function literalOf(argument: ts.Expression | undefined): string | null {
  return argument !== undefined && ts.isStringLiteralLike(argument) ? argument.text : null;
}
