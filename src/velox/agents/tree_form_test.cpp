// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/tree_form.hpp"

#include <gtest/gtest.h>

namespace velox::agents {
namespace {

source::ParsedModule parsed(const std::string& text) { return source::ParsedModule::parse(text, "m.py").value(); }

bool same(const std::string& a, const std::string& b, const std::string& base = "def f(xs): pass\n") {
  const auto known = names_in(parsed(base));
  return tree_form(parsed(a), known) == tree_form(parsed(b), known);
}

TEST(TreeFormTest, LayoutAndCommentsDoNotCount) {
  EXPECT_TRUE(same("x = f(1,2)  # why\n", "x = f(1,\n      2)\n"));
  EXPECT_TRUE(same("a = 1; b = 2\n", "a = 1\n\n\nb = 2\n"));
  EXPECT_TRUE(same("if a:\n  b()\n", "if a:\n        b()\n"));
}

TEST(TreeFormTest, NamesOfFreshLocalsDoNotCount) {
  EXPECT_TRUE(same("def f(xs):\n    seen = set(xs)\n    return 1 in seen\n",
                   "def f(xs):\n    known = set(xs)\n    return 1 in known\n"));
  EXPECT_TRUE(same("y = [i for i in xs]\n", "y = [j for j in xs]\n"));
  EXPECT_FALSE(same("def f(xs):\n    a, b = xs\n    return a\n", "def f(xs):\n    a, b = xs\n    return b\n"));
}

TEST(TreeFormTest, EverythingElseCounts) {
  EXPECT_FALSE(same("y = set(xs)\n", "y = frozenset(xs)\n")) << "what is not bound here is no fresh name";
  EXPECT_FALSE(same("xs.append(1)\n", "xs.extend(1)\n"));
  EXPECT_FALSE(same("if a:\n    b()\n    c()\n", "if a:\n    b()\nc()\n"));
  EXPECT_FALSE(same("f\n(x)\n", "f(x)\n"));
  EXPECT_FALSE(same("x = 'a\\n b'\n", "x = 'a\\tb'\n"));
  EXPECT_FALSE(same("known = 1\n", "other = 1\n", "known = other = 2\n")) << "names of the base are no fresh ones";
}

}  // namespace
}  // namespace velox::agents
