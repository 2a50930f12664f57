import { networks } from "../../model/network/index.js";
import type { NetworkSpec } from "../../model/network/spec.js";
import { oddNetwork } from "./oddNetwork.js";

/** Those that a person can choose, and one that shares nothing with them but the kinds of its layers. */
export const testedNetworks: readonly NetworkSpec[] = [...networks, oddNetwork];
