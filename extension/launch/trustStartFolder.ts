import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Has a served VS Code trust the folder that it was started for (`--default-folder`), and ask in every
 * other. Its only switch is for all folders; here the page that opens one folder alone turns it.
 */
export async function trustStartFolder(vsCode: string): Promise<void> {
  const file = path.join(vsCode, "out", "vs", "code", "browser", "workbench", "workbench.html");
  const html = await readFile(file, "utf8");
  const place = "<!-- Workbench Auth Session -->";
  if (!html.includes(place)) throw new Error(`${file} has no place for the start folder's trust.`);
  await writeFile(
    file,
    html.replace(place, () => `${script}\n\n\t\t${place}`),
  );
}

/** The page opens whatever folder or workspace its address names last; so one name alone counts. */
const script = `<script nonce="{{WORKBENCH_SCRIPT_NONCE}}">
			(() => {
				const meta = document.getElementById("vscode-workbench-web-configuration");
				const configuration = JSON.parse(meta.getAttribute("data-settings"));
				const query = new URLSearchParams(location.search);
				const folders = query.getAll("folder");
				const isOther = query.has("workspace") || query.has("ew") || folders.length !== 1;
				if (isOther || configuration.folderUri?.path !== folders[0]) return;
				configuration.enableWorkspaceTrust = false;
				meta.setAttribute("data-settings", JSON.stringify(configuration));
			})();
		</script>`;
