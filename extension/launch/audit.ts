import { messageOf, UserError } from "../../model/messages/userError.js";
import { findAdvisories, type Advisory } from "./advisories.js";
import { readMetafile, shippedPackages } from "./shippedPackages.js";
import { listVsixFiles } from "./vsce.js";

const known = 1;
const notChecked = 2;

/**
 * `npm run audit`: what is publicly known against the packages that are bundled into the VSIX, which
 * `npm audit` takes for tools of development. Resolves to the exit code: 0 where nothing is known, 1
 * where something is, 2 where nobody could be asked.
 */
export async function auditOrExplain(repository: string): Promise<number> {
  try {
    const shipped = new Set(await listVsixFiles(repository));
    const packages = await shippedPackages(repository, await readMetafile(repository), shipped);
    for (const { name, version } of packages) process.stdout.write(`  ${name} ${version}\n`);
    const advisories = await findAdvisories(packages);
    for (const advisory of advisories) process.stdout.write(`✗ ${describe(advisory)}\n`);
    if (advisories.length > 0) return known;
    process.stdout.write(`✓ No advisory is known on these ${packages.length} packages.\n`);
    return 0;
  } catch (error) {
    const isOurs = !(error instanceof UserError);
    process.stderr.write(
      `! ${isOurs && error instanceof Error ? error.stack : messageOf(error)}\n`,
    );
    return notChecked;
  }
}

function describe({ name, version, severity, title, url }: Advisory): string {
  return `${name} ${version}: ${severity}, ${title} (${url})`;
}
