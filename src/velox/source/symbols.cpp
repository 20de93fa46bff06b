// SPDX-License-Identifier: Apache-2.0
#include "velox/source/symbols.hpp"

#include <string_view>
#include <utility>
#include <vector>

extern "C" const TSLanguage* tree_sitter_python();

namespace velox::source {

namespace {

constexpr std::pair<std::string_view, Symbol> kNamed[] = {
    {"function_definition", Symbol::function_definition},
    {"class_definition", Symbol::class_definition},
    {"decorated_definition", Symbol::decorated_definition},
    {"lambda", Symbol::lambda},
    {"yield", Symbol::yield},
    {"block", Symbol::block},
    {"module", Symbol::statements},
    {"if_statement", Symbol::statements},
    {"elif_clause", Symbol::statements},
    {"else_clause", Symbol::statements},
    {"for_statement", Symbol::statements},
    {"while_statement", Symbol::statements},
    {"try_statement", Symbol::statements},
    {"except_clause", Symbol::statements},
    {"except_group_clause", Symbol::statements},
    {"finally_clause", Symbol::statements},
    {"with_statement", Symbol::statements},
    {"match_statement", Symbol::statements},
    {"case_clause", Symbol::statements},
    {"identifier", Symbol::identifier},
    {"string", Symbol::string},
    {"comment", Symbol::comment},
    {"integer", Symbol::integer},
    {"print_statement", Symbol::print_statement},
    {"exec_statement", Symbol::exec_statement},
};

// Several symbols of the grammar may have one name.
std::vector<Symbol> read_grammar() {
  const TSLanguage* language = tree_sitter_python();
  std::vector<Symbol> table(ts_language_symbol_count(language), Symbol::other);
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto symbol = static_cast<TSSymbol>(i);
    const std::string_view name = ts_language_symbol_name(language, symbol);
    const bool named = ts_language_symbol_type(language, symbol) == TSSymbolTypeRegular;
    if (!named && name == "<>") table[i] = Symbol::old_unequal;
    for (const auto& [known, meaning] : kNamed) {
      if (named && name == known) table[i] = meaning;
    }
  }
  return table;
}

}  // namespace

Symbol symbol_of(TSNode node) {
  static const std::vector<Symbol> kTable = read_grammar();
  const auto symbol = ts_node_symbol(node);
  return symbol < kTable.size() ? kTable[symbol] : Symbol::error;  // that of errors is the largest number there is
}

}  // namespace velox::source
