// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/rewrite.hpp"

#include <gtest/gtest.h>

#include "velox/rules/imports.hpp"
#include "velox/source/edits.hpp"

namespace velox::rules {
namespace {

source::ParsedModule parse(std::string text) {
  auto module = source::ParsedModule::parse(std::move(text), "m.py");
  EXPECT_TRUE(module && !module->syntax_error());
  return std::move(*module);
}

Node first(const source::ParsedModule& module, std::string_view kind) {
  Node found;
  source::walk(module.root(), [&](Node node) {
    if (!found && node.is(kind)) found = node;
    return !found;
  });
  return found;
}

std::string apply(const source::ParsedModule& module, const std::vector<Edit>& edits) {
  return source::apply_edits(module.bytes(), edits).value_or("does not apply");
}

TEST(RewriteTest, InsertsBeforeTheLeadingCommentsInTheFilesStyle) {
  const auto module = parse("def f(xs):\r\n\ty = 1\r\n\t# why\r\n\tfor x in xs:\r\n\t\tpass\r\n");
  const auto edit = insert_before(module, first(module, "for_statement"), {"z = 2"});
  ASSERT_TRUE(edit);
  EXPECT_EQ(apply(module, {*edit}), "def f(xs):\r\n\ty = 1\r\n\tz = 2\r\n\t# why\r\n\tfor x in xs:\r\n\t\tpass\r\n");
}

TEST(RewriteTest, DoesNotInsertBeforeAStatementThatSharesItsLine) {
  const auto module = parse("def f(xs):\n    y = 1; z = [x for x in xs]\n    return z\n");
  const Node statement = first(module, "list_comprehension").parent().parent();
  EXPECT_FALSE(owns_line(module, statement));
  EXPECT_FALSE(insert_before(module, statement, {"a = 1"}));
}

TEST(RewriteTest, InsertsAfterTheLastLineWithoutAnEnding) {
  const auto module = parse("def f(xs):\n    for x in xs:\n        pass");
  const auto edit = insert_after(module, first(module, "for_statement"), {"return 1"});
  ASSERT_TRUE(edit);
  EXPECT_EQ(apply(module, {*edit}), "def f(xs):\n    for x in xs:\n        pass\n    return 1");
}

TEST(RewriteTest, KnowsWhatALoopRepeats) {
  const auto module = parse("def f(a, b):\n    for x in a():\n        y = [z for z in b()]\n");
  const Node definition = first(module, "function_definition");
  std::vector<std::size_t> depths;
  source::walk(definition, [&](Node node) {
    if (node.is("call")) depths.push_back(repeating(node, definition).size());
    return true;
  });
  EXPECT_EQ(depths, (std::vector<std::size_t>{0, 1}));
}

TEST(RewriteTest, ComparesCodeByTokens) {
  const auto module = parse("a . b( 1 )\na.b(1)\n'x y'\n'x  y'\n");
  const auto items = module.root().items();
  EXPECT_TRUE(same_code(items[0], items[1]));
  EXPECT_FALSE(same_code(items[2], items[3]));
}

TEST(RewriteTest, ReadsStringLiterals) {
  const auto module = parse("r'a\\d'\n'''b'''\n'\\n'\nf'{x}'\nb'c'\n");
  const auto items = module.root().items();
  EXPECT_EQ(string_literal(expression_of(items[0]))->value, "a\\d");
  EXPECT_EQ(string_literal(expression_of(items[1]))->value, "b");
  EXPECT_FALSE(string_literal(expression_of(items[2])));
  EXPECT_FALSE(string_literal(expression_of(items[3])));
  EXPECT_TRUE(string_literal(expression_of(items[4]))->bytes);
}

std::string with_import(const std::string& text, std::string_view wanted, std::string* local) {
  const auto module = parse(text);
  const auto facts = Facts::analyse(module);
  const Node place = first(module, "function_definition").field("body");
  const auto name = ensure_import(module, facts, place, wanted);
  if (!name) return "refused";
  *local = name->local;
  return name->edit ? apply(module, {*name->edit}) : text;
}

TEST(ImportsTest, PlacesImportsAfterDocstringFutureAndImports) {
  std::string local;
  const std::string body = "def f():\n    return 1\n";
  EXPECT_EQ(with_import(body, "import re", &local), "import re\n\n\n" + body);
  EXPECT_EQ(with_import("#!/usr/bin/python\n# Copyright\n\n" + body, "import re", &local),
            "#!/usr/bin/python\n# Copyright\n\nimport re\n\n\n" + body);
  EXPECT_EQ(with_import("\"\"\"Doc.\"\"\"\n\n\n" + body, "import re", &local),
            "\"\"\"Doc.\"\"\"\n\nimport re\n\n\n" + body);
  EXPECT_EQ(with_import("from __future__ import annotations\nimport os  # system\n\n" + body, "import re", &local),
            "from __future__ import annotations\nimport os  # system\nimport re\n\n" + body);
}

TEST(ImportsTest, ReusesWhatIsThere) {
  std::string local;
  const std::string body = "\ndef f():\n    return 1\n";
  for (const auto& [line, expected] :
       std::vector<std::pair<std::string, std::string>>{{"from collections import deque\n", "deque"},
                                                        {"from collections import Counter, deque as dq\n", "dq"},
                                                        {"import collections\n", "collections.deque"},
                                                        {"import collections as c\n", "c.deque"}}) {
    EXPECT_EQ(with_import(line + body, "from collections import deque", &local), line + body);
    EXPECT_EQ(local, expected);
  }
}

TEST(ImportsTest, TakesAnotherNameWhenItIsUsed) {
  std::string local;
  const std::string text = "def f(deque):\n    return deque\n";
  EXPECT_EQ(with_import(text, "from collections import deque", &local),
            "from collections import deque as _deque\n\n\n" + text);
  EXPECT_EQ(local, "_deque");
}

TEST(RemoveStatementTest, KeepsTheCommentBehindIt) {
  const auto without_b = [](const std::string& text) {
    const auto module = source::ParsedModule::parse(text, "m.py");
    const auto statements = module->root().items().front().field("body").items();
    return source::apply_edits(text, {*remove_statement(*module, statements[1])}).value();
  };
  EXPECT_EQ(without_b("def f():\n    a()\n    b()  # why\n    c()\n"), "def f():\n    a()\n    # why\n    c()\n");
  EXPECT_EQ(without_b("def f():\n    a()\n    b()\n    c()\n"), "def f():\n    a()\n    c()\n");
}

TEST(ClaimTest, ListsWhatWasSeenOfElementsToo) {
  Claim claim;
  claim.lean_on({.name = "list", .element = "int", .certainty = Certainty::observed, .because = "seen"}, "xs");
  claim.lean_on({.name = "str", .element = "str", .certainty = Certainty::observed, .because = {}}, "s");
  claim.lean_on({.name = "list", .element = "int", .certainty = Certainty::declared, .because = {}}, "ys");
  EXPECT_EQ(claim.assurance, Assurance::observed);
  EXPECT_EQ(claim.assumptions,
            (std::vector<std::string>{"`xs` is always a list of int (seen)", "`s` is always a str"}));
}

}  // namespace
}  // namespace velox::rules
