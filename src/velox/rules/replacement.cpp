// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/replacement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include "velox/base/text.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {

namespace {

bool is_atom(Node node) {
  return is_kind(node, {"identifier", "attribute", "call", "subscript", "string", "list", "dictionary", "set", "tuple",
                        "list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression",
                        "parenthesized_expression", "true", "false", "none", "ellipsis"});
}

/// Places where an expression ends at a bracket or comma, whatever it is.
bool in_brackets(Node place) {
  const Node around = place.parent();
  return is_kind(around,
                 {"argument_list", "list", "set", "tuple", "pair", "parenthesized_expression", "keyword_argument"}) ||
         (around.is("subscript") && around.field("value") != place);
}

/// Places that take a whole expression up to the end of a line, a comma or a colon.
bool takes_all(Node place) {
  const Node around = place.parent();
  return is_kind(around, {"return_statement", "expression_statement", "expression_list", "if_statement", "elif_clause",
                          "while_statement"}) ||
         (is_kind(around, {"assignment", "augmented_assignment", "for_statement"}) && around.field("right") == place);
}

bool in_clause(Node place) {
  return is_comprehension(place.parent()) || is_kind(place.parent(), {"for_in_clause", "if_clause"});
}

/// How closely the parts of an expression are bound (Python's reference, "Operator precedence"); the larger, the closer.
int binding_of(Node expression) {
  static constexpr std::pair<std::string_view, int> kOperators[] = {
      {"or", 2}, {"and", 3}, {"|", 6},  {"^", 7},  {"&", 8},   {"<<", 9}, {">>", 9}, {"+", 10},
      {"-", 10}, {"*", 11},  {"/", 11}, {"%", 11}, {"//", 11}, {"@", 11}, {"**", 13}};
  if (is_kind(expression, {"boolean_operator", "binary_operator"})) {
    const auto found =
        std::ranges::find(kOperators, expression.field("operator").text(), &std::pair<std::string_view, int>::first);
    return found == std::end(kOperators) ? 0 : found->second;
  }
  if (expression.is("conditional_expression")) return 1;
  if (expression.is("not_operator")) return 4;
  if (expression.is("comparison_operator")) return 5;
  if (expression.is("unary_operator")) return 12;
  return is_atom(expression) || is_kind(expression, {"integer", "float"}) ? 15 : 0;
}

/// The text of an expression of the kind of `expression` as it can stand at `place`.
std::string fitted(Node expression, std::string text, Node place) {
  const Node around = place.parent();
  const bool object = around.is("attribute") && around.field("object") == place;
  if (is_atom(expression) || (is_kind(expression, {"integer", "float"}) && !object)) return text;
  const bool several_lines = text.find('\n') != std::string::npos;
  if (in_brackets(place) && !is_kind(expression, {"named_expression", "expression_list"})) return text;
  const int binding = binding_of(expression);
  if (!several_lines && (takes_all(place) || (binding_of(around) > 0 && binding > binding_of(around) && !object)))
    return text;
  if (in_clause(place) && binding > 1) return text;
  return "(" + text + ")";
}

/// Inside the braces of an f-string quotes, backslashes and comments have to wait for Python 3.12 (PEP 701).
bool fits_braces(std::string_view text) { return text.find_first_of("'\"\\\n#{}!:=") == std::string_view::npos; }

/// Several nodes with what stands between them; statements also with the comment lines that lead them.
model::Span whole_of(const source::ParsedModule& module, const std::vector<Node>& nodes) {
  Node first = nodes.front();
  const auto leading = [](Node node) {
    const Node before = node.prev_named();
    return before || !node.parent().is("block") ? before : node.parent().prev_named();
  };
  for (Node lead = leading(first); lead.is("comment") && owns_line(module, lead); lead = leading(first)) first = lead;
  return {first.span().begin, nodes.back().span().end};
}

/// A comment in what is replaced that no pasted piece carries over.
bool loses_comment(const source::ParsedModule& module, const Match& match, const std::vector<std::string>& pasted) {
  std::vector<model::Span> kept;
  for (const auto& name : pasted) {
    const auto found = match.variables.find(name);
    if (found == match.variables.end() || found->second.empty()) continue;
    kept.push_back(whole_of(module, found->second));
  }
  bool lost = false;
  const auto look = [&](Node node) {
    if (std::ranges::any_of(kept, [&](model::Span span) { return span.contains(node.span()); })) return false;
    lost = lost || node.is("comment");
    return true;
  };
  for (std::size_t i = 0; i < match.nodes.size(); ++i) {
    source::walk(match.nodes[i], look);
    if (i + 1 < match.nodes.size()) lost = lost || match.nodes[i].next_named().is("comment");
  }
  return lost;
}

/// "itemgetter" of "from operator import itemgetter"; "operator" of "import operator".
std::string imported(std::string_view statement) { return text::split(text::trim(statement), ' ').back(); }

}  // namespace

/// One use of the replacement: the pieces of its text that change, by offset.
struct Replacement::Render {
  const PatternText& text;
  const RuleContext& context;
  const Match& match;
  std::map<std::string, std::string, std::less<>> names;                  ///< imported name -> how the file writes it
  std::map<std::uint32_t, std::pair<std::uint32_t, std::string>> pieces;  ///< begin -> (end, new text)
  bool fits = true;

  void paste(Node name) {
    const auto variable = PatternText::variable(name);
    if (variable.empty()) return;
    if (!PatternText::splat(name).empty()) return paste_all(name, match.variables.find(variable)->second);
    const Node code = match.one(variable);
    const auto span = name.span();
    std::string written(code.text());
    if (name.parent().is("interpolation")) fits = fits && fits_braces(written);
    pieces[span.begin] = {span.end, fitted(code, std::move(written), name)};
  }

  void paste_all(Node name, const std::vector<Node>& code) {
    auto span = name.span();
    if (!code.empty()) {
      const model::Span whole = whole_of(context.module, code);
      pieces[span.begin] = {span.end, context.module.bytes().substr(whole.begin, whole.size())};
      return;
    }
    // Nothing to paste: the comma that goes with it has to go too.
    const std::string& bytes = text.module().bytes();
    if (bytes.compare(span.end, 2, ", ") == 0)
      span.end += 2;
    else if (span.begin >= 2 && bytes.compare(span.begin - 2, 2, ", ") == 0)
      span.begin -= 2;
    pieces[span.begin] = {span.end, ""};
  }

  /// A builtin or an imported name. False when the file means something else by it.
  bool rename(Node name) {
    if (!PatternText::variable(name).empty() || !is_name_use(name)) return true;
    const auto found = names.find(name.text());
    if (found == names.end()) return builtin_free(context, name.text());
    pieces[name.span().begin] = {name.span().end, found->second};
    return true;
  }

  /// The edit that puts an expression in the place of another, without parentheses that it does not need.
  Edit expression(Node place) {
    const Node root = text.roots().front();
    if (const Node negation = place.parent(); root.is("comparison_operator") && root.field("operators").is("in") &&
                                              negation.is("not_operator") && negation.field("argument") == place) {
      const auto span = root.field("operators").span();  // `not a in b` reads better as `a not in b`
      pieces[span.begin] = {span.end, "not in"};
      place = negation;
    }
    auto code = written(context.module.indent_of(statement_of(place)));
    const Node parentheses = place.parent();
    const auto before = parentheses.span().begin;
    const bool spare =
        is_atom(root) && parentheses.is("parenthesized_expression") && !has_comment(parentheses) &&
        (before == 0 || std::isalnum(static_cast<unsigned char>(context.module.bytes()[before - 1])) == 0);
    if (spare) return {parentheses.span(), std::move(code)};
    if (binding_of(place) > 0 && binding_of(root) >= binding_of(place)) return {place.span(), std::move(code)};
    return {place.span(), fitted(root, std::move(code), place)};
  }

  /// The template with all pieces in place; further lines are indented as `indent` says.
  std::string written(std::string_view indent) const {
    const std::string& bytes = text.module().bytes();
    const auto& style = context.module.style();
    std::string out;
    for (std::uint32_t at = 0; at < bytes.size();) {
      if (const auto piece = pieces.find(at); piece != pieces.end()) {
        out += piece->second.second;
        at = piece->second.first;
      } else if (bytes[at] == '\n') {
        std::uint32_t spaces = 0;
        while (++at < bytes.size() && bytes[at] == ' ') ++spaces;
        if (at == bytes.size()) break;
        out += style.newline + std::string(indent);
        for (std::uint32_t level = 0; level < spaces / 4; ++level) out += style.indent;
      } else {
        out += bytes[at++];
      }
    }
    return out;
  }
};

Result<Replacement> Replacement::parse(std::string_view text, const Pattern& pattern,
                                       std::vector<std::string> imports) {
  Replacement replacement;
  replacement.text_ = VX_TRY(PatternText::parse(text::trim(text)));
  replacement.imports_ = std::move(imports);
  replacement.expression_ = replacement.text_.is_expression() && pattern.text().is_expression();
  const auto known = pattern.text().variables();
  for (const auto& name : replacement.text_.variables()) {
    if (std::ranges::find(known, name) == known.end())
      return fail(ErrorCode::invalid, fmt::format("the replacement names ${}, which the pattern does not have", name));
  }
  return replacement;
}

std::expected<std::vector<Edit>, std::string> Replacement::edits(const RuleContext& context, const Match& match) const {
  if (loses_comment(context.module, match, text_.variables())) return std::unexpected("a comment in it would be lost");
  const Node first = match.nodes.front();
  std::vector<Edit> edits;
  Render render{text_, context, match, {}, {}, true};
  for (const auto& statement : imports_) {
    const auto ensured = ensure_import(context.module, context.facts, first, statement);
    if (!ensured) return std::unexpected(fmt::format("`{}` can't be added safely", statement));
    render.names[imported(statement)] = ensured->local;
    if (ensured->edit) edits.push_back(*ensured->edit);
  }
  bool free = true;
  source::walk(text_.module().root(), [&](Node node) {
    if (!node.is("identifier")) return true;
    render.paste(node);
    free = free && render.rename(node);
    return true;
  });
  if (!free || !render.fits) return std::unexpected("");
  if (!expression_) {
    const auto& module = context.module;
    const bool whole = statement_of(first) == first || first.parent().is("expression_statement");
    if (!whole || !owns_line(module, first) || !alone_on_lines(module, match.nodes.back())) return std::unexpected("");
    edits.push_back({match.span(), render.written(module.indent_of(first))});
    return edits;
  }
  edits.push_back(render.expression(first));
  return edits;
}

}  // namespace velox::rules
