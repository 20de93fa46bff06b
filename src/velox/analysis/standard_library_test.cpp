// SPDX-License-Identifier: Apache-2.0
// Every file of an installed standard library is analysed: nothing crashes, and nothing valid is called a syntax error.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "velox/analysis/facts.hpp"

namespace velox::analysis {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

// Asks every public question about every statement's names, as rules would.
void ask(const source::ParsedModule& module, const Facts& facts) {
  for (const auto& unit : module.units()) {
    const auto definition = module.definition(unit);
    facts.pure_function(definition);
    source::walk(definition.field("body"), [&](Node node) {
      if (node.is("identifier") || node.is("call")) {
        facts.type_of(node);
        const auto* binding = facts.binding(node);
        if (binding != nullptr && binding->kind == BindingKind::local) {
          EXPECT_TRUE(facts.statement_of(node));
          facts.dead_after(*binding, node);
          const auto loop = facts.enclosing_loop(node);
          if (loop) facts.mutated_in(*binding, loop), facts.escapes(*binding, loop);
        }
      }
      return !node.is("function_definition");
    });
  }
}

TEST(StandardLibraryTest, IsAnalysedWhole) {
  const fs::path root = "/usr/lib/python3.11";
  if (!fs::exists(root)) GTEST_SKIP() << "no " << root;
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root, fs::directory_options::skip_permission_denied)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".py") continue;
    const auto module = source::ParsedModule::parse(read(entry.path()), entry.path().filename());
    ASSERT_TRUE(module) << entry.path() << module.error().describe();
    EXPECT_FALSE(module->syntax_error()) << entry.path() << module->syntax_error()->line;
    const auto facts = Facts::analyse(*module);
    if (++files % 8 == 0) ask(*module, facts);
  }
  EXPECT_GT(files, 100);
}

}  // namespace
}  // namespace velox::analysis
