// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/unit_nodes.hpp"

#include <algorithm>
#include <map>

namespace velox::rules {

namespace {

/// What the walk asks of every node, by symbol: names of kinds are compared once for each symbol of the grammar.
enum class Role : std::uint8_t { plain, nested, call, comparison, operation, statement };

Role role_of(std::string_view kind) {
  if (kind == "function_definition" || kind == "class_definition" || kind == "lambda") return Role::nested;
  if (kind == "call") return Role::call;
  if (kind == "comparison_operator") return Role::comparison;
  if (kind == "expression_statement" || kind == "return_statement") return Role::statement;
  const bool operation = kind == "binary_operator" || kind == "augmented_assignment" || kind == "boolean_operator";
  return operation ? Role::operation : Role::plain;
}

struct Symbol {
  Role role = Role::plain;
  std::string_view kind;
};

struct Grammar {
  std::vector<Symbol> symbols;
  TSFieldId function, attribute, operators, operation;

  explicit Grammar(const TSLanguage* language) : symbols(ts_language_symbol_count(language)) {
    for (std::size_t i = 0; i < symbols.size(); ++i) {
      const std::string_view kind = ts_language_symbol_name(language, static_cast<TSSymbol>(i));
      const bool named = ts_language_symbol_type(language, static_cast<TSSymbol>(i)) == TSSymbolTypeRegular;
      symbols[i] = {named ? role_of(kind) : Role::plain, kind};
    }
    const auto field = [&](std::string_view name) {
      return ts_language_field_id_for_name(language, name.data(), static_cast<std::uint32_t>(name.size()));
    };
    function = field("function"), attribute = field("attribute"), operators = field("operators"),
    operation = field("operator");
  }
};

/// `language`: that of every tree here.
const Grammar& grammar(const TSLanguage* language) {
  static const Grammar kGrammar(language);
  return kGrammar;
}

std::string_view word_of(Node node, Role role, const Grammar& known);

std::string_view word_of_statement(Node statement, const Grammar& known) {
  const Node only = statement.named(0);
  if (!only) return {};
  if (!only.is("assignment")) return word_of(only, role_of(only.kind()), known);
  Node value = only.field("right");
  while (value.is("parenthesized_expression")) value = value.named(0);
  return value ? value.kind() : std::string_view();
}

std::string_view word_of(Node node, Role role, const Grammar& known) {
  const auto child = [&](Node of, TSFieldId field) {
    return node.same_tree(ts_node_child_by_field_id(of.raw(), field));
  };
  switch (role) {
    case Role::call: {
      const Node function = child(node, known.function);
      const Node name = function.is("attribute") ? child(function, known.attribute) : function;
      return name.is("identifier") ? name.text() : std::string_view();
    }
    case Role::comparison: return child(node, known.operators).text();
    case Role::operation: return child(node, known.operation).text();
    case Role::statement: return word_of_statement(node, known);
    default: return {};
  }
}

}  // namespace

UnitNodes::UnitNodes(Node definition) {
  const Node body = definition ? definition.field("body") : Node();
  if (!body) return;
  const Grammar& known = grammar(ts_tree_language(body.raw().tree));
  std::vector<std::vector<std::size_t>> found(known.symbols.size());
  std::vector<std::pair<std::pair<std::string_view, std::string_view>, std::size_t>> words;
  std::vector<std::size_t> open;
  const auto enter = [&](TSNode raw) {
    open.push_back(nodes_.size());
    const auto symbol = ts_node_symbol(raw);
    if (!ts_node_is_named(raw) || symbol >= known.symbols.size()) return false;
    const auto [role, kind] = known.symbols[symbol];
    if (role == Role::nested) return false;
    const Node node = body.same_tree(raw);
    found[symbol].push_back(nodes_.size());
    if (role != Role::plain) {
      if (const auto told = word_of(node, role, known); !told.empty()) words.push_back({{kind, told}, nodes_.size()});
    }
    nodes_.push_back(node);
    ends_.push_back(0);
    return true;
  };
  const auto leave = [&](TSNode) {
    if (open.back() < nodes_.size() && ends_[open.back()] == 0) ends_[open.back()] = nodes_.size();
    open.pop_back();
  };
  source::walk_tree(body.raw(), enter, leave);
  for (std::size_t symbol = 0; symbol < found.size(); ++symbol) {
    if (!found[symbol].empty()) kinds_.emplace_back(known.symbols[symbol].kind, std::move(found[symbol]));
  }
  std::ranges::sort(words);
  for (const auto& [word, place] : words) {
    if (words_.empty() || words_.rbegin()->first != word)
      words_.emplace_hint(words_.end(), word, std::vector<std::size_t>());
    words_.rbegin()->second.push_back(place);
  }
}

/// A statement that is an expression, or returns one, has the word of that; an assignment the kind of its value.
std::string_view UnitNodes::word(Node node) {
  if (!node) return {};
  return word_of(node, role_of(node.kind()), grammar(ts_tree_language(node.raw().tree)));
}

std::vector<Node> UnitNodes::of_kind(std::string_view kind, std::string_view word) const {
  if (word.empty()) return of_kind(kind);
  std::vector<Node> nodes;
  if (const auto found = words_.find({kind, word}); found != words_.end()) {
    for (const std::size_t place : found->second) nodes.push_back(nodes_[place]);
  }
  return nodes;
}

std::vector<Node> UnitNodes::of_kind(std::string_view kind) const {
  std::vector<std::size_t> all;
  for (const auto& [name, places] : kinds_) {
    if (name == kind) all.insert(all.end(), places.begin(), places.end());  // several symbols may share a name
  }
  std::ranges::sort(all);
  std::vector<Node> nodes;
  for (const std::size_t place : all) nodes.push_back(nodes_[place]);
  return nodes;
}

}  // namespace velox::rules
