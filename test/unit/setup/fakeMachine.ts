import { chmod, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Machine } from "../../../model/engine/tensorflow/setup/machine.js";

export interface FakeMachine {
  readonly root: string;
  /** A checkout with the binding's sources. */
  readonly rootDirectory: string;
  readonly machine: Machine;
  /** Puts a shell script on the machine's PATH, which holds nothing else. */
  install(name: string, script: string): Promise<void>;
}

/** A Linux computer in a new temporary folder, with sources of the binding and no programs. */
export async function createFakeMachine(changes: Partial<Machine> = {}): Promise<FakeMachine> {
  const root = await mkdtemp(path.join(tmpdir(), "googlenet-setup-"));
  const bin = path.join(root, "bin");
  const rootDirectory = path.join(root, "checkout");
  await mkdir(bin);
  const binding = path.join(rootDirectory, "node_modules/@tensorflow/tfjs-node-gpu/binding");
  await mkdir(binding, { recursive: true });
  await writeFile(path.join(binding, "tfjs_binding.cc"), "source");
  const install = async (name: string, script: string) => {
    const file = path.join(bin, name);
    await writeFile(file, `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
    await chmod(file, 0o755);
  };
  const machine: Machine = {
    environment: { PATH: bin },
    platform: "linux",
    architecture: "x64",
    cache: path.join(root, "cache"),
    node: path.join(bin, "node"),
    freeBytes: () => Promise.resolve(1e12),
    ...changes,
  };
  return { root, rootDirectory, machine, install };
}

export interface FakePythonOptions {
  /** The folder of its TensorFlow. */
  readonly tensorflow?: string;
  readonly tensorflowVersion?: string;
  readonly pip?: boolean;
  /** What `python -m pip` does, as shell lines; `$target` is the folder that it installs to. */
  readonly pipScript?: string;
}

/** A Python that answers our question, counts it in `asked`, and runs the pip script. */
export function fakePython(root: string, options: FakePythonOptions = {}): string {
  const {
    tensorflow = "",
    tensorflowVersion = "",
    pip = true,
    pipScript = pipInstalls(),
  } = options;
  const answer = JSON.stringify({ version: "3.11.2", tensorflow, tensorflowVersion, pip });
  return `if [ "$1" = "-c" ]; then echo x >> ${root}/asked; echo '${answer}'; exit 0; fi
echo "$*" >> ${root}/pip-calls
arguments="$*"
while [ $# -gt 0 ]; do
  [ "$1" = "--target" ] && target="$2"
  [ "$1" = "--requirement" ] && cat "$2" >> ${root}/pip-requirements
  shift
done
${pipScript}`;
}

const parts = ["include/tensorflow/c", "include/tsl", "include/xla", "python"];
const files = [
  "libtensorflow_cc.so.2",
  "libtensorflow_framework.so.2",
  "include/tensorflow/c/c_api.h",
  "python/unneeded.py",
];

/** Shell lines that put a package into `$target`, with what the binding needs and more. */
export function pipInstalls(without = ""): string {
  return [
    `for part in ${parts.join(" ")}; do mkdir -p "$target/tensorflow/$part"; done`,
    ...files
      .filter((file) => file !== without)
      .map((file) => `echo content > "$target/tensorflow/${file}"`),
    `mkdir -p "$target/bin" "$target/tensorflow-2.21.0.dist-info"`,
  ].join("\n");
}

/** The shell lines of a download with CUDA, which brings NVIDIA's libraries. */
export const pipInstallsCuda = `${pipInstalls()}
mkdir -p "$target/nvidia/cudnn/lib" "$target/nvidia_cudnn.dist-info"`;

/** Writes a library's folder `tensorflow` below `directory` and answers it. */
export async function writeLibrary(directory: string): Promise<string> {
  const library = path.join(directory, "tensorflow");
  for (const file of files) {
    await mkdir(path.dirname(path.join(library, file)), { recursive: true });
    await writeFile(path.join(library, file), "content");
  }
  return library;
}

/** A compiler that writes its output file and its parameters beside it. */
export const fakeCompiler = `[ "$1" = "--version" ] && exit 0
echo "$*" > "$(dirname "$0")/compiled"
while [ $# -gt 0 ]; do [ "$1" = "-o" ] && echo module > "$2"; shift; done`;

/** A Node that "loads" the binding. */
export const fakeNode = `printf 2.21.0`;

/** All of the programs that a good set-up needs. */
export async function installPrograms(
  fake: FakeMachine,
  python?: FakePythonOptions,
): Promise<void> {
  await fake.install("python3", fakePython(fake.root, python));
  await fake.install("c++", fakeCompiler);
  await fake.install("node", fakeNode);
}
