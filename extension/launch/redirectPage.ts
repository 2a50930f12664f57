import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** A page on disk that leads to an address. */
export interface RedirectPage {
  /** Its own address, `file://…`. */
  readonly address: string;
  remove(): Promise<void>;
}

/**
 * Writes a page that only this user can read and that leads to the address, so that a secret in the
 * address is not on the command line of the browser, which every user of the machine can read.
 *
 * The folder is to be the user's home: browsers that are confined (snap's on Ubuntu) see neither /tmp
 * nor hidden folders (https://github.com/jupyter/notebook/issues/4500). A browser on another system,
 * such as that of a Chromebook, sees none of it; so the address is to be shown as well.
 */
export async function writeRedirectPage(folder: string, address: string): Promise<RedirectPage> {
  const file = path.join(folder, `googlenet-explorer-${randomUUID()}.html`);
  await writeFile(file, redirectHtml(address), { mode: 0o600, flag: "wx" });
  return { address: pathToFileURL(file).href, remove: () => rm(file, { force: true }) };
}

function redirectHtml(address: string): string {
  // All else that means something in HTML is encoded in a URL.
  const url = new URL(address).href.replaceAll("&", "&amp;");
  return `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=${url}">
<title>GoogLeNet Explorer</title>
<p><a href="${url}">Open VS Code</a></p>
`;
}
