import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import * as z from "zod";
import { UserError } from "../../model/messages/userError.js";
import type { ShippedPackage } from "./shippedPackages.js";

type NamedVersion = Pick<ShippedPackage, "name" | "version">;

/** What is publicly known against a package. */
export interface Advisory extends NamedVersion {
  readonly severity: string;
  readonly title: string;
  readonly url: string;
}

const reportSchema = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.object({
      nodes: z.array(z.string()),
      via: z.array(
        z.union([
          z.string(),
          z.object({ title: z.string(), url: z.string(), severity: z.string() }),
        ]),
      ),
    }),
  ),
});
const refusalSchema = z.object({ message: z.string() });

/**
 * Asks npm's registry for advisories on exactly these packages. Throws a `UserError` where it does not
 * answer: nothing is known then, which is not the same as nothing to be known.
 */
export async function findAdvisories(
  packages: readonly NamedVersion[],
  environment: NodeJS.ProcessEnv = {},
): Promise<readonly Advisory[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "googlenet-audit-"));
  try {
    await writeProject(folder, packages);
    // Without npm's cache, in which what was known before would count.
    const parameters = ["audit", "--json", "--package-lock-only", "--cache", `${folder}/cache`];
    const { stdout, stderr } = await execa("npm", parameters, {
      cwd: folder,
      reject: false,
      stdin: "ignore",
      env: environment,
    });
    return advisoriesIn(parse(stdout), stderr, packages);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A project that depends on them alone, each under a name of its own: one package may be there twice. */
async function writeProject(folder: string, packages: readonly NamedVersion[]): Promise<void> {
  const root = {
    ...{ name: "shipped", version: "0.0.0", private: true },
    dependencies: Object.fromEntries(
      packages.map(({ name, version }, index) => [aliasOf(index), `npm:${name}@${version}`]),
    ),
  };
  const installed = Object.fromEntries(
    packages.map(({ name, version }, index) => [
      `node_modules/${aliasOf(index)}`,
      { name, version },
    ]),
  );
  const lock = {
    ...{ name: root.name, version: root.version, lockfileVersion: 3, requires: true },
    packages: { "": root, ...installed },
  };
  await writeFile(path.join(folder, "package.json"), JSON.stringify(root));
  await writeFile(path.join(folder, "package-lock.json"), JSON.stringify(lock));
}

function aliasOf(index: number): string {
  return `package-${index}`;
}

function advisoriesIn(
  answer: unknown,
  words: string,
  packages: readonly NamedVersion[],
): readonly Advisory[] {
  const report = reportSchema.safeParse(answer);
  if (!report.success) {
    const refusal = refusalSchema.safeParse(answer);
    throw notAsked(refusal.success ? refusal.data.message : words.trim());
  }
  return Object.values(report.data.vulnerabilities).flatMap(({ nodes, via }) =>
    packages
      .filter((_, index) => nodes.includes(`node_modules/${aliasOf(index)}`))
      .flatMap(({ name, version }) =>
        via
          .filter((reason) => typeof reason !== "string")
          .map(({ title, url, severity }) => ({ name, version, title, url, severity })),
      ),
  );
}

function notAsked(words: string): UserError {
  return new UserError(
    "The packages in the VSIX were not checked for advisories.",
    `The registry does not answer such questions here: ${words}`,
    "Ask where npm's own registry can be reached.",
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
