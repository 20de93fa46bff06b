// SPDX-License-Identifier: Apache-2.0
// A piece of Python with metavariables, matched against syntax trees: the "before" of a declarative rule.
//
// `$x` stands for an expression or name, `$*xs` for any number of arguments, elements or statements; the same metavariable
// twice stands for the same code. A name that is no metavariable means the builtin or the library's function of that
// (dotted) name, whatever it is called in the file, never a local that happens to be spelled so. Parentheses, comments,
// trailing commas and quotes make no difference, except the quotes of f-strings. Immutable; safe to share between threads.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

/// What the metavariables of a match stand for, and the code that was matched.
struct Match {
  std::vector<Node> nodes;  ///< one expression, or statements that follow each other
  std::map<std::string, std::vector<Node>, std::less<>> variables;  ///< by name without `$`; several nodes for `$*`

  /// The node of a single metavariable; none for an unknown one or `$*`.
  Node one(std::string_view name) const;
  model::Span span() const { return {nodes.front().span().begin, nodes.back().span().end}; }
  bool covers(Node node) const { return span().contains(node.span()); }
};

/// The children of a node that have to agree: named ones but comments, and the tokens that tell nodes of one kind apart.
std::vector<Node> compared_parts(Node node);

/// Python text in which metavariables are spelled as identifiers, as the parser wants it, and its tree.
class PatternText {
 public:
  /// Errors: invalid, when the text is no Python.
  static Result<PatternText> parse(std::string_view text);
  const source::ParsedModule& module() const { return *module_; }
  /// The expression, or the statements, that the text consists of.
  const std::vector<Node>& roots() const { return roots_; }
  bool is_expression() const { return expression_; }
  std::vector<std::string> variables() const;

  /// The name of a metavariable that an identifier of the text is; empty for other nodes. `$*xs` gives "xs".
  static std::string_view variable(Node identifier);
  /// The metavariable `$*xs` that a whole item (argument, element, statement) is; empty for others.
  static std::string_view splat(Node item);

 private:
  std::shared_ptr<const source::ParsedModule> module_;
  std::vector<Node> roots_;
  bool expression_ = false;
};

class Pattern {
 public:
  /// Errors: invalid, with the cause.
  static Result<Pattern> parse(std::string_view text);
  const PatternText& text() const { return text_; }

  /// Where matches may begin: nodes of this kind, and, where it is not empty, with this word (UnitNodes::of_kind).
  source::KindName kind() const { return source::KindName(text_.roots().front().code()); }
  std::string_view word() const { return word_; }

  /// The match that begins at a node of kind().
  std::optional<Match> match(const Facts& facts, Node at) const;

 private:
  PatternText text_;
  std::string word_;
};

}  // namespace velox::rules
