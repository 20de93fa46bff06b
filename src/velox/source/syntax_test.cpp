// SPDX-License-Identifier: Apache-2.0
#include "velox/source/syntax.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "velox/base/file_system.hpp"
#include "velox/source/edits.hpp"

namespace velox::source {
namespace {

using model::Edit;

constexpr const char* kCode = R"(# first line
# second line
import os


class Box:
    def items(self):
        for item in self.all:
            # one by one
            yield item

    def size(self):
        return 1


def last(xs):
    return xs[len(xs) - 1]
)";

class SurelyParsesTest : public ::testing::Test {
 protected:
  /// An edit that puts `text` in place of `old`, which occurs in the code.
  static Edit edit(std::string_view old, std::string text) {
    const auto at = static_cast<std::uint32_t>(std::string_view(kCode).find(old));
    return {{at, at + static_cast<std::uint32_t>(old.size())}, std::move(text)};
  }
  bool surely(std::vector<Edit> edits) const { return surely_parses(module_, edits, *apply_edits(kCode, edits)); }

  ParsedModule module_ = *ParsedModule::parse(kCode, "m.py");
};

TEST_F(SurelyParsesTest, HoldsForCodeThatParses) {
  EXPECT_TRUE(surely({edit("xs[len(xs) - 1]", "xs[-1]")}));
  EXPECT_TRUE(
      surely({edit("import os\n", "import os\nimport sys\n"), edit("    return 1\n", "    return sys.maxsize\n")}));
  EXPECT_TRUE(surely({edit("return 1\n", "n = 0\n        for _ in self:\n            n += 1\n        return n\n")}));
  EXPECT_TRUE(surely({}));
}

TEST_F(SurelyParsesTest, DoesNotHoldForCodeThatDoesNot) {
  EXPECT_FALSE(surely({edit("xs[len(xs) - 1]", "xs[-1")}));
  EXPECT_FALSE(surely({edit("def last(xs):", "def last(xs)")}));
  EXPECT_FALSE(surely({edit("return 1", "print 1")}));
  EXPECT_FALSE(surely({edit("return 1", "return 1 <> 2")}));
  EXPECT_FALSE(surely({edit("return 1", "return 012")}));
}

TEST_F(SurelyParsesTest, DoesNotHoldWhereABlockIsEmptied) {
  EXPECT_FALSE(surely({edit("            yield item\n", "")}));
  EXPECT_FALSE(surely({edit("            # one by one\n            yield item\n", "")}));
  EXPECT_FALSE(surely({edit("        return 1\n", "")}));
  EXPECT_FALSE(surely({edit("    return xs[len(xs) - 1]\n", "")}));
}

TEST_F(SurelyParsesTest, LeavesOtherEncodingsAndLineEndingsToAWholeParse) {
  EXPECT_FALSE(surely({edit("# second line", "# coding: nonsense")}));
  EXPECT_FALSE(surely({edit("return 1\n", "return 1\r\n")}));
  const std::string latin = "# coding: latin-1\n#\nx = '\xe9'\n";
  const std::vector<Edit> change = {
      {{static_cast<std::uint32_t>(latin.size()), static_cast<std::uint32_t>(latin.size())}, "y = 1\n"}};
  EXPECT_FALSE(surely_parses(*ParsedModule::parse(latin, "m.py"), change, latin + "y = 1\n"));
}

TEST(OldTokensTest, AreSeenInAnyTextThatHasThem) {
  for (const char* text : {"x = 012", "0777", "x = 10L\n", "f(0xFFl)", "a <> b", "# 2010-01-02", "x = 1_0L"})
    EXPECT_TRUE(may_have_old_tokens(text)) << text;
  for (const char* text :
       {"x = 0", "x = 1.05 + 0.5e01", "0x0F", "0b01", "x012 = call", "x = 00", "a < b > c", "1e05", "l1l"})
    EXPECT_FALSE(may_have_old_tokens(text)) << text;
}

// Lines of real code are taken out, doubled and moved: what is said to parse does.
TEST(SurelyParsesRealCodeTest, IsNeverTooSure) {
  std::minstd_rand random(7);  // NOLINT: the same every time
  int sure = 0, unsure = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(VX_SOURCE_DIR) / "runtime" / "velox_runtime")) {
    if (entry.path().extension() != ".py") continue;
    const auto module = *ParsedModule::load(entry.path(), "m.py");
    const auto& bytes = module.bytes();
    std::vector<std::uint32_t> starts = {0};
    for (std::uint32_t i = 0; i < bytes.size(); ++i) {
      if (bytes[i] == '\n') starts.push_back(i + 1);
    }
    for (int round = 0; round < 12; ++round) {
      const auto line = [&] { return random() % (starts.size() - 1); };
      const auto one = line(), other = line();
      const auto text = bytes.substr(starts[one], starts[one + 1] - starts[one]);
      const Edit edit =
          round % 2 == 0 ? Edit{{starts[one], starts[one + 1]}, ""} : Edit{{starts[other], starts[other]}, text};
      const auto after = *apply_edits(bytes, {edit});
      const bool parses = !ParsedModule::parse(after, "m.py")->syntax_error();
      if (surely_parses(module, {edit}, after)) {
        EXPECT_TRUE(parses) << entry.path() << " round " << round << "\n" << after;
        ++sure;
      } else if (parses) {
        ++unsure;
      }
    }
  }
  EXPECT_GT(sure, 50);
  EXPECT_LT(unsure, sure / 4) << "most of what parses is known to without a whole parse";
}

}  // namespace
}  // namespace velox::source
