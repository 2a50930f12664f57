import { UserError } from "../../../run/userError.js";
import type { Machine } from "./machine.js";

/** How the TensorFlow library is called and fetched on one platform. */
export interface LibraryPlatform {
  readonly libraries: readonly [cc: string, framework: string];
  readonly cpuPackage: string;
  /** Undefined where there is no CUDA build. */
  readonly cudaPackage: string | undefined;
  /** pip's platform tags, the newest first. */
  readonly tags: readonly string[];
  /** How the binding finds the folder `tensorflow` beside it. */
  readonly runPath: string;
  readonly linkFlags: readonly string[];
}

const architectures: Readonly<Record<string, string>> = { x64: "x86_64", arm64: "aarch64" };

/** Throws a UserError where no wheel of TensorFlow carries the C library. */
export function libraryPlatform(machine: Machine): LibraryPlatform {
  const { platform, architecture } = machine;
  const linuxArchitecture = architectures[architecture];
  if (platform === "linux" && linuxArchitecture !== undefined) return linux(linuxArchitecture);
  if (platform === "darwin" && architecture === "arm64") return macos;
  throw new UserError(
    `TensorFlow cannot be installed on ${platform} ${architecture}.`,
    "Its library is published for Linux (x64, arm64) and for macOS on Apple silicon.",
    "Use another engine: WebGPU or WASM.",
  );
}

function linux(architecture: string): LibraryPlatform {
  return {
    libraries: ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"],
    // There is no `tensorflow-cpu` for aarch64; `tensorflow` is the CPU build there.
    cpuPackage: architecture === "x86_64" ? "tensorflow-cpu" : "tensorflow",
    cudaPackage: architecture === "x86_64" ? "tensorflow" : undefined,
    tags: manylinuxTags(architecture),
    runPath: "$ORIGIN/tensorflow",
    linkFlags: [],
  };
}

/** TensorFlow's wheels are for glibc 2.27 and NVIDIA's for 2.17 on; older pips take no tag as a range. */
function manylinuxTags(architecture: string): readonly string[] {
  const minors = Array.from({ length: 11 }, (_, index) => 27 - index);
  return [...minors.map((minor) => `manylinux_2_${minor}`), "manylinux2014"].map(
    (tag) => `${tag}_${architecture}`,
  );
}

const macos: LibraryPlatform = {
  libraries: ["libtensorflow_cc.2.dylib", "libtensorflow_framework.2.dylib"],
  cpuPackage: "tensorflow",
  cudaPackage: undefined,
  tags: ["macosx_12_0_arm64", "macosx_11_0_arm64"],
  runPath: "@loader_path/tensorflow",
  linkFlags: ["-undefined", "dynamic_lookup"],
};
