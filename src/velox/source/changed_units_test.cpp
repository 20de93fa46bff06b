// SPDX-License-Identifier: Apache-2.0
#include "velox/source/changed_units.hpp"

#include <gtest/gtest.h>

namespace velox::source {
namespace {

constexpr const char* kBefore = R"(import os

LIMIT = 3

def f(a):  # first
    return a + 1

class C:
    size = 1

    @property
    def g(self):
        def inner():
            return 1
        return inner()
)";

ChangedUnits compare(const std::string& from, const std::string& to) {
  std::string after = kBefore;
  after.replace(after.find(from), from.size(), to);
  return changed_units(*ParsedModule::parse(kBefore, "m.py"), *ParsedModule::parse(after, "m.py"));
}

std::string names(const ChangedUnits& found) {
  std::string text;
  for (const auto& one : found.changed) text += one.unit.id.qualname + (one.may_keep_state ? "! " : " ");
  for (const auto& name : found.added) text += "+" + name + " ";
  for (const auto& name : found.removed) text += "-" + name + " ";
  return text + (found.elsewhere ? "elsewhere" : "");
}

TEST(ChangedUnitsTest, SeesTheFunctionThatDiffers) { EXPECT_EQ(names(compare("a + 1", "1 + a")), "f "); }

TEST(ChangedUnitsTest, LeavesOutCommentsAndLayout) {
  EXPECT_EQ(names(compare("  # first", "")), "");
  EXPECT_EQ(names(compare("return a + 1", "return (\n        a + 1)")), "f ");  // the parentheses are in the tree
  EXPECT_EQ(names(compare("    return a + 1", "\n    # why\n    return a + 1")), "");
}

TEST(ChangedUnitsTest, SeesNesting) {
  const std::string before = "def f(a):\n    if a:\n        x()\n        y()\n";
  const std::string after = "def f(a):\n    if a:\n        x()\n    y()\n";
  EXPECT_EQ(names(changed_units(*ParsedModule::parse(before, "m.py"), *ParsedModule::parse(after, "m.py"))), "f ");
}

TEST(ChangedUnitsTest, TakesTheOutermostOfNestedOnes) { EXPECT_EQ(names(compare("return 1", "return 2")), "C.g "); }

TEST(ChangedUnitsTest, SeesCodeOutsideOfFunctions) {
  EXPECT_EQ(names(compare("LIMIT = 3", "LIMIT = 4")), "elsewhere");
  EXPECT_EQ(names(compare("size = 1", "size = 2")), "elsewhere");
  EXPECT_EQ(names(compare("LIMIT = 3", "")), "elsewhere");
}

TEST(ChangedUnitsTest, ListsWhatCameAndWent) {
  EXPECT_EQ(names(compare("def f(a)", "def h(a)")), "+h -f ");
  EXPECT_EQ(names(compare("class C:", "def new():\n    pass\n\nclass C:")), "+new ");
}

TEST(ChangedUnitsTest, SuspectsStateOfDecoratorsDefaultsGlobalsAndOwnAttributes) {
  EXPECT_EQ(names(compare("def f(a):", "@cache\ndef f(a):")), "f! ");
  EXPECT_EQ(names(compare("def f(a):", "def f(a, seen={}):")), "f! ");
  EXPECT_EQ(names(compare("return a + 1", "global n\n    return a + 1")), "f! ");
  EXPECT_EQ(names(compare("return a + 1", "f.last = a\n    return a + 1")), "f! ");
}

}  // namespace
}  // namespace velox::source
