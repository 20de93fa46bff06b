// SPDX-License-Identifier: Apache-2.0
#include "velox/source/flat_tree.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "velox/source/parsed_module.hpp"

extern "C" const TSLanguage* tree_sitter_python();

namespace velox::source {
namespace {

// A comment wherever the grammar lets one stand, operators of more than one word, and every field that rules ask for.
constexpr const char* kCode = R"(# first
import os as o, re
from a.b import c as d  # same line

@deco(1)  # why
class K(Base, metaclass=M):
    # lead
    x: int = 1

    async def f(self, a, b: int = 2, *args, c=None, **kw) -> list[int]:
        # in front
        for i, (j, k) in enumerate(a):  # of the loop
            if i not in b and j is not None or k < i <= 3:
                # inside
                yield [x  # in a display
                       for x in a if x]
            elif -i ** 2 % 3:
                pass
            else:
                # alone
                a[i:j, ::2] += f(i, *args, k=1, **kw)(  # called
                    b)
        else:
            raise E from None
        while x := next(a):
            del a[0], b.c
        try:
            with open(o) as g, h:
                return g if g else \
                    h
        except (E, F) as e:
            lambda q, r=1: (q,  # pair
                            r)
        finally:
            print(f"{a!r:>{b}} {c}", {1: 2, **kw}, {1, 2})
        match a:
            case [1, K(x=2)] if a:
                await b
    # behind
# last
)";

struct Raw {
  explicit Raw(const ParsedModule& module) : root(module.root().raw(), module.bytes().data()) {}
  Node root;  ///< without a flat tree: it asks the parser's
};

std::vector<Node> walked(Node root) {
  std::vector<Node> nodes;
  walk(root, [&](Node node) {
    nodes.push_back(node);
    return true;
  });
  return nodes;
}

class FlatTreeTest : public ::testing::Test {
 protected:
  ParsedModule module_ = *ParsedModule::parse(kCode, "m.py");
  std::vector<Node> flat_ = walked(module_.root());
  std::vector<Node> raw_ = walked(Raw(module_).root);
};

TEST_F(FlatTreeTest, WalksAsTheParsersTreeDoes) {
  ASSERT_FALSE(module_.syntax_error());
  ASSERT_NE(module_.root().flat(), nullptr);
  ASSERT_EQ(flat_, raw_);
  for (std::size_t i = 0; i < flat_.size(); ++i) {
    EXPECT_EQ(flat_[i].kind(), raw_[i].kind());
    EXPECT_EQ(flat_[i].text(), raw_[i].text());
    EXPECT_EQ(walked(flat_[i]), walked(raw_[i])) << flat_[i].text();
  }
}

TEST_F(FlatTreeTest, SkipsWhatAVisitRefuses) {
  const auto kept = [](Node root) {
    std::vector<Node> nodes;
    walk(root, [&](Node node) {
      nodes.push_back(node);
      return !node.is("for_statement") && !node.is("list");
    });
    return nodes;
  };
  EXPECT_EQ(kept(module_.root()), kept(Raw(module_).root));
}

TEST_F(FlatTreeTest, AnswersAsTheParsersTreeDoes) {
  ASSERT_EQ(flat_.size(), raw_.size());
  for (std::size_t i = 0; i < flat_.size(); ++i) {
    const Node &flat = flat_[i], &raw = raw_[i];
    SCOPED_TRACE(std::string(flat.kind()) + ": " + std::string(flat.text()));
    EXPECT_EQ(flat.code(), raw.code());
    EXPECT_EQ(flat.parent(), raw.parent());
    EXPECT_EQ(flat.named_children(), raw.named_children());
    EXPECT_EQ(flat.items(), raw.items());
    EXPECT_EQ(flat.next_named(), raw.next_named());
    EXPECT_EQ(flat.prev_named(), raw.prev_named());
    EXPECT_EQ(flat.named(0), raw.named(0));
    EXPECT_EQ(flat.named(1), raw.named(1));
  }
}

TEST_F(FlatTreeTest, FieldsAreThoseOfTheGrammar) {
  ASSERT_EQ(flat_.size(), raw_.size());
  for (std::size_t i = 0; i < flat_.size(); ++i) {
    SCOPED_TRACE(std::string(flat_[i].kind()) + ": " + std::string(flat_[i].text()));
#define VX_SAME_FIELD(name) EXPECT_EQ(flat_[i].field(name), raw_[i].field(name)) << name;
    VX_SAME_FIELD("left")
    VX_SAME_FIELD("right")
    VX_SAME_FIELD("body")
    VX_SAME_FIELD("name")
    VX_SAME_FIELD("value")
    VX_SAME_FIELD("object")
    VX_SAME_FIELD("attribute")
    VX_SAME_FIELD("function")
    VX_SAME_FIELD("arguments")
    VX_SAME_FIELD("argument")
    VX_SAME_FIELD("alternative")
    VX_SAME_FIELD("condition")
    VX_SAME_FIELD("consequence")
    VX_SAME_FIELD("parameters")
    VX_SAME_FIELD("return_type")
    VX_SAME_FIELD("superclasses")
    VX_SAME_FIELD("type")
    VX_SAME_FIELD("subscript")
    VX_SAME_FIELD("alias")
    VX_SAME_FIELD("definition")
    VX_SAME_FIELD("operator")
    VX_SAME_FIELD("operators")
    VX_SAME_FIELD("module_name")
    VX_SAME_FIELD("key")
#undef VX_SAME_FIELD
  }
}

TEST_F(FlatTreeTest, FindsIdentifiersByTheirSpan) {
  const FlatTree& tree = module_.flat();
  for (const Node& node : flat_) {
    const auto found = tree.identifier_at(0, node.span());
    if (node.is("identifier")) {
      EXPECT_EQ(tree.node(found), node) << node.text();
    }
  }
  EXPECT_EQ(tree.identifier_at(0, {0, 1}), kNone);
}

TEST_F(FlatTreeTest, OfModulesWithErrorsAsksTheParser) {
  const auto broken = *ParsedModule::parse("def f(:\n    x = (1\n", "m.py");
  EXPECT_EQ(broken.root().flat(), nullptr);
  EXPECT_EQ(walked(broken.root()), walked(Raw(broken).root));
}

TEST(GrammarNamesTest, NoTwoNamesShareACode) {
  std::map<std::uint32_t, std::string> names;
  for (std::uint32_t i = 0; i < ts_language_symbol_count(tree_sitter_python()); ++i) {
    const std::string name = ts_language_symbol_name(tree_sitter_python(), static_cast<TSSymbol>(i));
    const auto [known, added] = names.try_emplace(name_code(name), name);
    EXPECT_TRUE(added || known->second == name) << name << " and " << known->second;
  }
  EXPECT_FALSE(names.contains(0)) << "0 stands for a code that is not known yet";
}

}  // namespace
}  // namespace velox::source
