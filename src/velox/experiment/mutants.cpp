// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/mutants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "velox/base/random.hpp"
#include "velox/source/edits.hpp"

namespace velox::experiment {

namespace {

using source::Node;

constexpr std::size_t kShown = 30;

using Replacements = std::vector<std::pair<std::string_view, std::vector<std::string_view>>>;

// Each is replaced by its boundary form and by its negation (Kaminski, Ammann, Offutt 2013: the others are subsumed).
const Replacements kRelational = {{"<", {"<=", ">="}}, {"<=", {"<", ">"}}, {">", {">=", "<="}}, {">=", {">", "<"}},
                                  {"==", {"!="}},      {"!=", {"=="}},     {"in", {"not in"}},  {"not in", {"in"}},
                                  {"is", {"is not"}},  {"is not", {"is"}}};
const Replacements kArithmetic = {{"+", {"-"}},       {"-", {"+"}},  {"*", {"+", "//"}}, {"/", {"*", "//"}},
                                  {"//", {"/", "*"}}, {"%", {"//"}}, {"**", {"*"}},      {"<<", {">>"}},
                                  {">>", {"<<"}},     {"&", {"|"}},  {"|", {"&"}},       {"^", {"&"}}};
const Replacements kAugmented = {{"+=", {"-=", "="}}, {"-=", {"+=", "="}}, {"*=", {"+="}},  {"/=", {"*="}},
                                 {"//=", {"/="}},     {"%=", {"//="}},     {"|=", {"&="}},  {"&=", {"|="}},
                                 {"^=", {"|="}},      {"<<=", {">>="}},    {">>=", {"<<="}}};

std::string shown(std::string_view text) {
  std::string line(text.substr(0, std::min(text.find('\n'), kShown)));
  return line.size() < text.size() ? line + "..." : line;
}

bool is_logging_call(Node call) {
  const Node function = call.field("function");
  if (!function.is("attribute")) return false;
  const auto object = function.field("object").text();
  const auto last = object.substr(object.rfind('.') == std::string_view::npos ? 0 : object.rfind('.') + 1);
  return last == "logging" || last == "log" || last == "logger" || last == "_logger" || last == "LOG" || last == "_log";
}

bool is_docstring(Node statement) {
  const auto items = statement.items();
  return statement.is("expression_statement") && items.size() == 1 && items[0].is("string");
}

// A walk over the body; a member function for each kind of node.
class Maker {
 public:
  std::vector<Mutant> made;

  bool visit(Node node) {
    const auto kind = node.kind();
    if (kind == "type" || kind == "decorator" || kind == "comment") return false;
    if (kind == "parameters" || kind == "lambda_parameters") return false;
    if (is_docstring(node) || (kind == "call" && is_logging_call(node))) return false;
    if (kind == "comparison_operator") relational(node);
    if (kind == "binary_operator") replace(node.field("operator"), kArithmetic, "arithmetic");
    if (kind == "augmented_assignment") replace(node.field("operator"), kAugmented, "augmented");
    if (kind == "boolean_operator") logical(node);
    if (kind == "not_operator") put("not", node, "(" + std::string(node.field("argument").text()) + ")");
    if (kind == "unary_operator" && node.field("operator").text() == "-")
      put("unary", node, "(" + std::string(node.field("argument").text()) + ")");
    if (kind == "integer") integer(node);
    if (kind == "float") put("constant", node, "(" + std::string(node.text()) + " + 1.0)");
    if (kind == "true") put("boolean", node, "False");
    if (kind == "false") put("boolean", node, "True");
    if (kind == "string") return string(node);
    if (kind == "if_statement" || kind == "elif_clause" || kind == "while_statement" ||
        kind == "conditional_expression" || kind == "if_clause")
      condition(node);
    if (kind == "break_statement") put("loop_exit", node, "continue");
    if (kind == "continue_statement") put("loop_exit", node, "break");
    if (kind == "subscript") subscript(node);
    if (kind == "slice") slice(node);
    if (kind == "call") call(node);
    if (kind == "return_statement") result(node);
    if (kind == "except_clause") handler(node);
    if (kind == "expression_statement") statement(node);
    if (kind == "raise_statement") put("statement", node, "pass");
    return true;
  }

 private:
  void put(std::string op, Node node, std::string text) {
    if (!node) return;
    std::string what = fmt::format("line {}: `{}` -> `{}`", node.line(), shown(node.text()), shown(text));
    made.push_back({std::move(op), {node.span(), std::move(text)}, node.line(), std::move(what)});
  }

  void replace(Node token, const Replacements& table, const std::string& op) {
    for (const auto& [from, to] : table) {
      if (token.text() != from) continue;
      for (const auto text : to) put(op, token, std::string(text));
    }
  }

  void relational(Node node) {
    for (std::uint32_t i = 0; i < node.child_count(); ++i) {
      if (!node.child(i).is_named()) replace(node.child(i), kRelational, "relational");
    }
  }

  void logical(Node node) {
    const Node token = node.field("operator");
    put("logical", token, token.text() == "and" ? "or" : "and");
  }

  void integer(Node node) {
    std::int64_t value = 0;
    const auto text = node.text();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
      return put("constant", node, fmt::format("({} + 1)", text));
    put("constant", node, std::to_string(value + 1));
    if (value > 0) put("constant", node, std::to_string(value - 1));
  }

  // Formatted strings are not changed as a whole, but what is computed in them is.
  bool string(Node node) {
    bool computed = false;
    source::walk(node, [&](Node inner) {
      computed = computed || inner.is("interpolation");
      return !computed;
    });
    const auto text = node.text();
    const auto quote = text.find_first_of("'\"");
    const bool bytes = quote != std::string_view::npos && text.substr(0, quote).find_first_of("bB") != text.npos;
    const bool empty = quote != std::string_view::npos && text.size() - quote == 2;
    if (!computed) put("string", node, std::string(bytes ? "b" : "") + (empty ? "'XX'" : "''"));
    return computed;
  }

  void condition(Node node) {
    Node test = node.field("condition");
    if (node.is("conditional_expression") && node.named_count() == 3) test = node.named(1);
    if (node.is("if_clause") && node.named_count() == 1) test = node.named(0);
    if (test && !test.is("comparison_operator") && !test.is("not_operator"))
      put("condition", test, "not (" + std::string(test.text()) + ")");
  }

  void subscript(Node node) {
    const Node index = node.field("subscript");
    if (!index || index.is("slice") || index.is("string") || index.is("integer")) return;
    if (index.is("identifier") || index.is("binary_operator"))
      put("index", index, "(" + std::string(index.text()) + ") - 1");
  }

  void slice(Node node) {
    for (const Node& bound : node.items()) {
      if (!bound.is("integer")) put("slice", bound, "(" + std::string(bound.text()) + ") + 1");
    }
  }

  void call(Node node) {
    const Node list = node.field("arguments");
    if (!list.is("argument_list")) return;
    const auto items = list.items();
    if (items.size() != 2) return;
    for (const Node& item : items) {
      if (item.is("keyword_argument") || item.is("list_splat") || item.is("dictionary_splat")) return;
    }
    if (items[0].text() == items[1].text()) return;
    put("arguments", list, fmt::format("({}, {})", items[1].text(), items[0].text()));
  }

  void result(Node node) {
    const auto items = node.items();
    if (items.size() == 1 && items[0].text() != "None") put("return", items[0], "None");
  }

  void handler(Node node) {
    const auto items = node.items();
    if (items.size() < 2) return;
    Node type = items[0];
    if (type.is("as_pattern")) type = type.named(0);
    put("handler", type, "()");  // catches nothing
  }

  void statement(Node node) {
    const auto items = node.items();
    if (items.size() != 1 || (items[0].is("call") && is_logging_call(items[0]))) return;
    if (items[0].is("call") || items[0].is("augmented_assignment")) put("statement", node, "pass");
    // Taking an assignment to a plain name away mostly gives NameError, which any input that gets there notices.
    if (items[0].is("assignment") && items[0].field("left").is("subscript")) put("statement", node, "pass");
    if (items[0].is("assignment") && items[0].field("left").is("attribute")) put("statement", node, "pass");
  }
};

}  // namespace

std::vector<Mutant> mutants_of(const source::ParsedModule& module, const model::Unit& unit) {
  Maker maker;
  source::walk(module.definition(unit).field("body"), [&](Node node) { return maker.visit(node); });
  std::ranges::stable_sort(maker.made, {}, [](const Mutant& each) { return each.edit.span.begin; });
  return std::move(maker.made);
}

std::vector<Mutant> sample_mutants(std::vector<Mutant> mutants, std::size_t count, std::uint64_t seed) {
  Random random(seed);
  for (std::size_t i = mutants.size(); i > 1; --i) std::swap(mutants[i - 1], mutants[random.below(i)]);
  // The turn of a mutant: first how many of its operator and line were before it, then how many of its operator.
  std::map<std::pair<std::string, std::uint32_t>, int> of_line;
  std::map<std::pair<std::string, int>, int> of_turn;
  std::vector<std::pair<std::pair<int, int>, std::size_t>> order;
  for (std::size_t i = 0; i < mutants.size(); ++i) {
    const int round = of_line[{mutants[i].op, mutants[i].line}]++;
    order.push_back({{round, of_turn[{mutants[i].op, round}]++}, i});
  }
  std::ranges::stable_sort(order, {}, [](const auto& each) { return each.first; });
  std::vector<Mutant> chosen;
  for (std::size_t i = 0; i < std::min(count, order.size()); ++i) chosen.push_back(std::move(mutants[order[i].second]));
  return chosen;
}

}  // namespace velox::experiment
