import { afterEach, describe, expect, it, vi } from "vitest";
import { cleanEnvironment, hasScreen } from "../../../extension/launch/environment.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("hasScreen", () => {
  it("is true on Linux only where a display is named", () => {
    expect(hasScreen({}, "linux")).toBe(false);
    expect(hasScreen({ DISPLAY: "" }, "linux")).toBe(false);
    expect(hasScreen({ DISPLAY: ":0" }, "linux")).toBe(true);
    expect(hasScreen({ WAYLAND_DISPLAY: "wayland-0" }, "linux")).toBe(true);
  });

  it("is false over SSH, whatever the system, unless a display is forwarded", () => {
    expect(hasScreen({}, "darwin")).toBe(true);
    expect(hasScreen({ SSH_CONNECTION: "a 1 b 22" }, "darwin")).toBe(false);
    expect(hasScreen({ SSH_CONNECTION: "a 1 b 22", DISPLAY: "localhost:10" }, "linux")).toBe(true);
  });
});

describe("cleanEnvironment", () => {
  it("drops what another VS Code has put there and keeps the rest", () => {
    vi.stubEnv("VSCODE_IPC_HOOK_CLI", "socket");
    vi.stubEnv("ELECTRON_RUN_AS_NODE", "1");
    vi.stubEnv("KEPT", "yes");
    const environment = cleanEnvironment({ ADDED: "too" });
    expect(environment).toMatchObject({ KEPT: "yes", ADDED: "too" });
    expect(Object.keys(environment).join()).not.toMatch(/VSCODE_|ELECTRON_/u);
  });
});
