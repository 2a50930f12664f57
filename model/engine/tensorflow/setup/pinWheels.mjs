// Writes wheels.json: the packages of which a set-up makes its library, each with its version and the
// hash of the one file that may be installed. Run it with the version of TensorFlow to pin:
//   node model/engine/tensorflow/setup/pinWheels.mjs 2.21.0
// pip resolves and names the hashes that its index publishes; of the files it fetches the metadata only.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** TensorFlow's wheels are for glibc 2.27 and NVIDIA's for 2.17 on; older pips take no tag as a range. */
function manylinux(architecture) {
  const minors = Array.from({ length: 11 }, (_, index) => 27 - index);
  const tags = [...minors.map((minor) => `manylinux_2_${minor}`), "manylinux2014"];
  return tags.map((tag) => `${tag}_${architecture}`);
}

// There is no `tensorflow-cpu` for aarch64 and macOS; `tensorflow` is the CPU build there.
const platforms = {
  "linux-x64": { tags: manylinux("x86_64"), cpu: "tensorflow-cpu", cuda: "tensorflow" },
  "linux-arm64": { tags: manylinux("aarch64"), cpu: "tensorflow" },
  "darwin-arm64": { tags: ["macosx_12_0_arm64", "macosx_11_0_arm64"], cpu: "tensorflow" },
};

/** What pip would install of these, without what they depend on. */
function resolve(requirements, tags) {
  const output = execFileSync(
    "python3",
    [
      ...["-m", "pip", "install", "--dry-run", "--ignore-installed", "--no-deps", "--quiet"],
      ...["--target", "unused", "--report", "-", "--only-binary=:all:"],
      ...["--implementation", "cp", "--python-version", "311"],
      ...["--abi", "cp311", "--abi", "abi3", "--abi", "none"],
      ...tags.flatMap((tag) => ["--platform", tag]),
      ...requirements,
    ],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 26 },
  );
  return JSON.parse(output).install;
}

function pin({ metadata, download_info }) {
  const { sha256 } = download_info.archive_info.hashes;
  // As package indexes write it.
  const name = metadata.name.toLowerCase().replaceAll(/[-_.]+/gu, "-");
  return { name, version: metadata.version, sha256 };
}

/** What the package's extra `and-cuda` asks for, without its markers. */
function cudaRequirements({ metadata }) {
  const pattern = /^([^;]+?) *; *extra *== *["']and-cuda["']/u;
  return metadata.requires_dist
    .map((requirement) => pattern.exec(requirement)?.[1])
    .filter((requirement) => requirement !== undefined);
}

function pinPlatform({ tags, cpu, cuda }, version) {
  const pinned = { tags, cpu: resolve([`${cpu}==${version}`], tags).map(pin) };
  if (cuda === undefined) return pinned;
  const library = resolve([`${cuda}==${version}`], tags);
  const parts = resolve(library.flatMap(cudaRequirements), tags);
  return { ...pinned, cuda: [...library, ...parts].map(pin) };
}

const [version] = process.argv.slice(2);
if (version === undefined) throw new Error("Name the version of TensorFlow to pin.");
const pinned = Object.entries(platforms).map(([name, platform]) => [
  name,
  pinPlatform(platform, version),
]);
const file = fileURLToPath(new URL("wheels.json", import.meta.url));
writeFileSync(file, `${JSON.stringify(Object.fromEntries(pinned), null, 2)}\n`);
