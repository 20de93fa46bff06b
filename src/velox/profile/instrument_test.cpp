// SPDX-License-Identifier: Apache-2.0
#include "velox/profile/instrument.hpp"

#include <gtest/gtest.h>

#include "velox/base/text.hpp"

namespace velox::profile {
namespace {

// The instrumented text with each decorator shortened to "@unit".
std::string instrumented(const std::string& source, const std::vector<std::string>& names) {
  const auto module = source::ParsedModule::parse(source, "m.py");
  if (!module) return module.error().describe();
  std::vector<model::UnitId> units;
  for (const std::string& name : names) units.push_back({"m.py", name});
  auto result = instrument_file(*module, units);
  if (!result) return result.error().describe();
  for (const auto& unit : units) {
    result = text::replace_all(
        *result, "@__import__(\"velox_runtime.capture\", fromlist=[\"x\"]).unit(\"" + capture_id(unit) + "\")",
        "@unit");
  }
  return *result;
}

TEST(InstrumentTest, PutsTheDecoratorAboveDef) {
  EXPECT_EQ(instrumented("x = 1\ndef f(a):\n    return a\n", {"f"}), "x = 1\n@unit\ndef f(a):\n    return a\n");
}

TEST(InstrumentTest, StaysBelowOtherDecoratorsAndComments) {
  EXPECT_EQ(instrumented("class A:\n    @property\n    # why\n    @other(1)  # and this\n    # here\n    def "
                         "f(self):\n        return 1\n",
                         {"A.f"}),
            "class A:\n    @property\n    # why\n    @other(1)  # and this\n    # here\n    @unit\n    def f(self):\n  "
            "      return 1\n");
}

TEST(InstrumentTest, KeepsTabsAndCarriageReturns) {
  EXPECT_EQ(instrumented("class A:\r\n\tasync def f(self):\r\n\t\tpass\r\n", {"A.f"}),
            "class A:\r\n\t@unit\r\n\tasync def f(self):\r\n\t\tpass\r\n");
}

TEST(InstrumentTest, HandlesOneLineDefinitionsAndNestedOnes) {
  EXPECT_EQ(instrumented("def f(): return 1\ndef g():\n  def h(): return 2\n  return h\n", {"f", "g.<locals>.h"}),
            "@unit\ndef f(): return 1\ndef g():\n  @unit\n  def h(): return 2\n  return h\n");
}

TEST(InstrumentTest, KeepsAByteOrderMarkFirst) {
  EXPECT_EQ(instrumented("\xef\xbb\xbf"
                         "def f(): pass\n",
                         {"f"}),
            "\xef\xbb\xbf"
            "@unit\ndef f(): pass\n");
}

TEST(InstrumentTest, RefusesUnknownUnits) {
  EXPECT_NE(instrumented("x = 1\n", {"f"}).find("no function or method 'f'"), std::string::npos);
}

}  // namespace
}  // namespace velox::profile
