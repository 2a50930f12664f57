import { afterAll } from "vitest";
import type { Session } from "../../model/engine/engine.js";
import { openSession, type WebGpuSession } from "../../model/engine/webgpu/session.js";
import type { TrainingProgram } from "../../model/program/program.js";
import { program, type EngineUnderTest } from "./engineSuite.js";
import { softwareDevice } from "./webgpu.js";

/** The WebGPU engine in software, whose driver compiles the shaders of a session: each network has one for all tests. */
export function sharedWebGpu(): {
  readonly engine: EngineUnderTest;
  /** The session of the tiny network, once it was opened. */
  readonly opened: () => WebGpuSession;
} {
  const sessions = new Map<TrainingProgram, WebGpuSession>();
  afterAll(() => {
    for (const session of sessions.values()) session.close();
  });
  return {
    engine: {
      title: "the WebGPU engine",
      async open(options) {
        const session =
          sessions.get(options.program) ?? (await openSession(await softwareDevice(), options));
        sessions.set(options.program, session);
        return Object.create(session, { close: { value: () => undefined } }) as Session;
      },
    },
    opened: () => {
      const session = sessions.get(program);
      if (session === undefined) throw new Error("No session of the tiny network was opened.");
      return session;
    },
  };
}
