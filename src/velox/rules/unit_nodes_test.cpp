// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/unit_nodes.hpp"

#include <gtest/gtest.h>

#include <string>

#include "velox/rules/visit_kinds.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::rules {
namespace {

constexpr const char* kCode = R"(
def f(a):
    x = g(a)(1)
    def inner():
        return hidden(a)
    h = lambda: hidden(x)
    for i in x:
        print(i)
)";

class UnitNodesTest : public ::testing::Test {
 protected:
  source::ParsedModule module_ = *source::ParsedModule::parse(kCode, "m.py");
  UnitNodes nodes_{module_.definition(*module_.find_unit("f"))};
};

TEST_F(UnitNodesTest, FindsAKindInSourceOrderWithoutNestedCode) {
  std::string texts;
  for (const Node& call : nodes_.of_kind("call")) texts += std::string(call.text()) + ";";
  EXPECT_EQ(texts, "g(a)(1);g(a);print(i);");
  EXPECT_TRUE(nodes_.of_kind("lambda").empty());
  EXPECT_TRUE(nodes_.of_kind("no_such_kind").empty());
}

TEST_F(UnitNodesTest, FindsCallsAndOperatorsByWord) {
  ASSERT_EQ(nodes_.of_kind("call", "print").size(), 1u);
  EXPECT_EQ(nodes_.of_kind("call", "print").front().text(), "print(i)");
  EXPECT_EQ(nodes_.of_kind("call", "").size(), 3u);
  EXPECT_TRUE(nodes_.of_kind("call", "hidden").empty());
  EXPECT_TRUE(nodes_.of_kind("for_statement", "print").empty());
  EXPECT_EQ(nodes_.of_kind("expression_statement", "print").size(), 1u) << "the statement that is the call";
  EXPECT_EQ(nodes_.of_kind("expression_statement", "call").size(), 1u) << "x gets the value of a call";
  EXPECT_EQ(nodes_.of_kind("expression_statement", "lambda").size(), 1u);
}

TEST_F(UnitNodesTest, VisitsWhatASyntaxTreeWalkVisits) {
  std::string walked, expected;
  const auto note = [](std::string& to, Node node) { to += std::string(node.kind()) + " "; };
  nodes_.walk([&](Node node) {
    note(walked, node);
    return true;
  });
  source::walk(module_.definition(*module_.find_unit("f")).field("body"), [&](Node node) {
    if (node.is("function_definition") || node.is("lambda")) return false;
    note(expected, node);
    return true;
  });
  EXPECT_EQ(walked, expected);
}

TEST_F(UnitNodesTest, SkipsTheChildrenOfWhatAVisitRefuses) {
  int calls = 0;
  nodes_.walk([&](Node node) {
    calls += node.is("call");
    return !node.is("call") && !node.is("for_statement");
  });
  EXPECT_EQ(calls, 1);
}

TEST_F(UnitNodesTest, OfNothingAreEmpty) { EXPECT_TRUE(UnitNodes(Node()).of_kind("call").empty()); }

TEST_F(UnitNodesTest, VisitsSomeKindsInSourceOrderAndSkipsWhatIsInside) {
  std::string texts;
  visit_kinds(nodes_, {"for_statement", "call", "identifier"}, [&](Node node) {
    texts += std::string(node.text().substr(0, 6)) + ";";
    return !node.is("for_statement");
  });
  EXPECT_EQ(texts, "x;g(a)(1;g(a);g;a;h;for i ;");
}

}  // namespace
}  // namespace velox::rules
