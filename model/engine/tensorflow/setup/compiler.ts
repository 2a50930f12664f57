import path from "node:path";
import { UserError } from "../../../messages/userError.js";
import type { BindingSource } from "./bindingSource.js";
import type { Library } from "./library.js";
import { LoadError } from "./loadError.js";
import type { Machine } from "./machine.js";
import { libraryPlatform } from "./platform.js";
import { lastLine, runProgram } from "../../../host/program.js";
import { says, sentences, verbatim } from "../../../messages/message.js";

export interface Compilation {
  readonly source: Extract<BindingSource, { kind: "sources" }>;
  readonly library: Library;
  /** The module to write. */
  readonly output: string;
}

/** Compiles the binding against the library; throws a UserError, a LoadError where the library is at fault. */
export async function compileBinding(
  compilation: Compilation,
  machine: Machine,
  signal: AbortSignal,
): Promise<void> {
  const compiler = await findCompiler(machine, signal);
  const result = await runProgram(compiler, compilerParameters(compilation, machine), {
    environment: machine.environment,
    signal,
  });
  if (result.kind === "ended" && result.code === 0) return;
  const reason = result.kind === "missing" ? result.cause.message : firstError(result.stderr);
  const { library } = compilation;
  // The linker reads the whole library, so a damaged one shows here first.
  if (reason.includes(library.directory)) throw new LoadError(library, sentences(verbatim(reason)));
  throw new UserError(
    "The TensorFlow binding could not be compiled.",
    says("{0} says: {1}.", compiler, reason),
    "Install a C++17 compiler (GCC 9, Clang 10 or newer) or name one in the variable CXX.",
  );
}

/** The first that runs; throws a UserError where there is none. */
export async function findCompiler(machine: Machine, signal: AbortSignal): Promise<string> {
  const named = machine.environment["CXX"] ?? "";
  const candidates = named === "" ? ["c++", "g++", "clang++"] : [named];
  for (const candidate of candidates) {
    const result = await runProgram(candidate, ["--version"], {
      environment: machine.environment,
      signal,
    });
    if (result.kind === "ended" && result.code === 0) return candidate;
  }
  throw new UserError(
    "The TensorFlow binding cannot be compiled.",
    says("No C++ compiler was found ({0}).", candidates.join(", ")),
    machine.platform === "darwin"
      ? "Install one with: xcode-select --install"
      : "Install one (on Debian and Ubuntu: apt install g++) or name it in the variable CXX.",
  );
}

function compilerParameters(
  { source, library, output }: Compilation,
  machine: Machine,
): readonly string[] {
  const { libraries, runPath, linkFlags } = libraryPlatform(machine);
  const binding = path.join(source.packageDirectory, "binding");
  const includes = [
    source.nodeHeaders,
    source.packageDirectory,
    binding,
    path.join(library.directory, "include"),
  ];
  return [
    ...["-std=c++17", "-O2", "-fPIC", "-shared", "-DNAPI_VERSION=8"],
    ...includes.map((directory) => `-I${directory}`),
    ...["-o", output],
    ...["tfjs_backend.cc", "tfjs_binding.cc"].map((file) => path.join(binding, file)),
    ...libraries.map((name) => path.join(library.directory, name)),
    `-Wl,-rpath,${runPath}`,
    ...linkFlags,
  ];
}

function firstError(output: string): string {
  const lines = output.split(/\r?\n/u);
  return lines.find((line) => /\b(?:error|undefined reference)\b/u.test(line)) ?? lastLine(output);
}
