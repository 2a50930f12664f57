import { describe, expect, it } from "vitest";
import { createTranslator } from "../../../model/run/translateSentences.js";

const translate = createTranslator({
  "The loss is no longer a number at step {0}.": "第 {0} 步时损失已不是数值。",
  "See the log.": "请查看日志。",
  "{0} says: {1}": "{0} 输出：{1}",
  "{0} says: {1}.": "{0} 输出：{1}。",
  "{0} or newer is needed.": "需要 {0} 或更新的版本。",
  "TensorFlow {0} is too old.": "TensorFlow {0} 太旧。",
  "Tried {0}.": "已尝试：{0}。",
  "the cache": "缓存",
  "the authors' server": "作者的服务器",
  "{0} answers {1}": "{0} 返回 {1}",
  "{0} × {0} pixels": "{0} × {0} 像素",
  "{1} of {0} tensors": "{0} 个张量中的 {1} 个",
  "{0}: {1}": "must not be used",
  ": ": "：",
  "; ": "；",
});

describe("createTranslator", () => {
  it("translates a sentence that is known as it is", () => {
    expect(translate("See the log.")).toBe("请查看日志。");
  });

  it("fills the values of a sentence into its translation, in that one's order", () => {
    expect(translate("The loss is no longer a number at step 3455.")).toBe(
      "第 3455 步时损失已不是数值。",
    );
    expect(translate("3 of 20 tensors")).toBe("20 个张量中的 3 个");
  });

  it("translates several sentences one by one, without a space after a full stop of full width", () => {
    expect(translate("TensorFlow 2.10 is too old. 2.16 or newer is needed. See the log.")).toBe(
      "TensorFlow 2.10 太旧。需要 2.16 或更新的版本。请查看日志。",
    );
  });

  it("leaves what it does not know as it is, and translates what stands around it", () => {
    expect(translate("Segmentation fault. See the log.")).toBe("Segmentation fault. 请查看日志。");
    expect(translate("ENOENT: no such file, open '/a.b'")).toBe(
      "ENOENT: no such file, open '/a.b'",
    );
    expect(translate("")).toBe("");
  });

  it("translates texts within a sentence, also those of a list", () => {
    const text =
      "Tried the authors' server: http://a.b/c answers 404; the cache: no route. See the log.";
    expect(translate(text)).toBe(
      "已尝试：作者的服务器：http://a.b/c 返回 404；缓存：no route。请查看日志。",
    );
  });

  it("keeps the output of a program whole", () => {
    const output = "error: x.cc:3: no member 'y' in 'z'; stopped";
    expect(translate(`g++ says: ${output}. See the log.`)).toBe(
      `g++ 输出：${output}。请查看日志。`,
    );
  });

  it("takes a repeated value only where it repeats", () => {
    expect(translate("96 × 96 pixels")).toBe("96 × 96 像素");
    expect(translate("96 × 48 pixels")).toBe("96 × 48 pixels");
  });

  it("does not take a text for a key of hardly any letters", () => {
    expect(translate("a: b")).toBe("a: b");
  });

  it("reads what holds signs of an expression literally", () => {
    const plain = createTranslator({ "No compiler (g++, {0}) was found.": "未找到 ({0})。" });
    expect(plain("No compiler (g++, c++) was found.")).toBe("未找到 (c++)。");
    expect(plain("No compiler gXX, c++ was found.")).toBe("No compiler gXX, c++ was found.");
  });

  // Were the time to grow with a power of the parts, this would not end within a test's time.
  it("gets through a long text of many parts", { timeout: 10_000 }, () => {
    const text = Array.from({ length: 400 }, (_, i) => `line ${i}: a; b: c.`).join(" ");
    expect(translate(text)).toBe(text);
  });
});
