import { openSession, type WebGpuSession } from "../../model/engine/webgpu/session.js";
import { program, type EngineUnderTest } from "./engineSuite.js";
import { sharedSessions } from "./sharedSessions.js";
import { softwareDevice } from "./webgpu.js";

/** The WebGPU engine in software, whose driver compiles the shaders of a session: each network has one for all tests. */
export function sharedWebGpu(): {
  readonly engine: EngineUnderTest;
  /** The session of the tiny network, once it was opened. */
  readonly opened: () => WebGpuSession;
} {
  const { open, of } = sharedSessions(async (options) =>
    openSession(await softwareDevice(), options),
  );
  return { engine: { title: "the WebGPU engine", open }, opened: () => of(program) };
}
