import { describe, expect, it } from "vitest";
import { describeNetwork } from "../../../model/answers/describeNetwork.js";
import { listNetworks } from "../../../model/answers/listNetworks.js";
import { UsageError } from "../../../model/messages/userError.js";
import { networks } from "../../../model/network/index.js";

describe("what is answered of the networks", () => {
  it("is data alone, the same after a way as JSON", () => {
    const answers = [listNetworks(), ...networks.map(({ id }) => describeNetwork(id))];
    expect(JSON.parse(JSON.stringify(answers))).toEqual(answers);
  });

  it("describes every network with its own input, or with another", () => {
    for (const { id, input, parameters, multiplyAdds } of listNetworks()) {
      expect(describeNetwork(id)).toMatchObject({ network: id, input, parameters, multiplyAdds });
      const [channels = 0, height = 0, width = 0] = input;
      const larger = describeNetwork(id, [channels, 2 * height, 2 * width]);
      // A dense layer that reads maps has a weight for every number of them.
      const readsMaps = larger.nodes.some(
        ({ kind, inputShape }) => kind === "dense" && inputShape.length > 1,
      );
      if (readsMaps) expect(larger.parameters, id).toBeGreaterThan(parameters);
      else expect(larger.parameters, id).toBe(parameters);
      expect(larger.multiplyAdds).toBeGreaterThan(multiplyAdds);
    }
  });

  it("refuses a network that there is not", () => {
    expect(() => describeNetwork("soup")).toThrow(UsageError);
  });
});
