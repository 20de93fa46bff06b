// SPDX-License-Identifier: Apache-2.0
// What the written rules share: small matchers over the tree, and edits that keep the file's layout. Pure functions.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/rules/rule.hpp"

namespace velox::rules {

using analysis::Binding;
using analysis::Certainty;
using analysis::Facts;
using analysis::TypeFact;
using model::Assurance;
using model::Edit;
using source::Node;

// --- matching ------------------------------------------------------------------------------------------------

/// `object.name(args...)`, or `name(args...)` with a null object.
struct Call {
  Node node;
  Node object;    ///< null for a call of a plain name
  Node function;  ///< the whole function expression
  std::string_view name;
  std::vector<Node> args;      ///< positional ones, in order
  std::vector<Node> keywords;  ///< keyword_argument nodes
  bool plain = true;           ///< false when there is *args, **kwargs or a bare generator
};
/// The call that `node` is; nullopt for anything else and for calls of other expressions than a name or attribute.
std::optional<Call> as_call(Node node);
/// `object.name(...)` with exactly `args` positional arguments and nothing else.
std::optional<Call> method_call(Node node, std::string_view name, std::size_t args);
/// The value of a keyword argument; null when absent.
Node keyword(const Call& call, std::string_view name);

bool one_of(std::string_view word, std::initializer_list<std::string_view> words);
/// Strips parentheses.
Node unparen(Node node);
bool inside(Node node, Node ancestor);
bool inside_any(Node node, const std::vector<Node>& ancestors);
/// The same code, compared token for token (white space and comments aside).
bool same_code(Node a, Node b);
/// False for attribute names and keyword names, which bind and read nothing.
bool is_name_use(Node identifier);
/// Whether an identifier with this text occurs in `piece` (attribute names and keyword names do not count).
bool mentions(Node piece, std::string_view name);
/// Those identifiers, in source order, nested functions included.
std::vector<Node> mentions_of(Node piece, std::string_view name);
/// Whether a node of this kind occurs at or below `piece`, nested functions and lambdas left out.
bool contains_kind(Node piece, source::KindName kind);
/// A number, string without interpolation, True, False, None or the negative of a number.
bool is_constant(Node node);
/// The value of a plain string literal without escapes, prefix and interpolation; raw strings keep their backslashes.
struct Literal {
  std::string value;
  bool raw = false;
  bool bytes = false;
};
std::optional<Literal> string_literal(Node node);
/// The two sides of a comparison with exactly one operator of this text ("in", "not in", "==").
struct Comparison {
  Node left, right;
  std::string op;
};
std::optional<Comparison> as_comparison(Node node);
/// The statement of an expression_statement; `node` itself otherwise.
Node expression_of(Node statement);
/// `target = value` as a whole statement with one plain target; nullopt otherwise.
struct Assignment {
  Node statement, target, value;
};
std::optional<Assignment> as_assignment(Node statement);

bool is_loop(Node node);           ///< for_statement or while_statement
bool is_comprehension(Node node);  ///< list, set, dict comprehension or generator expression
/// The loops and comprehensions that evaluate `node` again and again, innermost first, up to `definition`; the iterable
/// of a for statement or of a comprehension's first clause is not repeated by it.
std::vector<Node> repeating(Node node, Node definition);
/// The statement that is a direct child of a block or module.
Node statement_of(Node node);

/// Whether `name` surely means the builtin everywhere in the module, so that a rewrite may use it although the code may not yet.
bool builtin_free(const RuleContext& context, std::string_view name);

// --- facts ---------------------------------------------------------------------------------------------------

/// proven -> proven, declared -> tested, observed -> observed.
Assurance assurance_of(Certainty certainty);
/// str, int, float, bool, bytes, complex, NoneType: immutable, hashable, compared by value.
bool is_scalar_type(std::string_view name);
/// How well an expression is known to be hashable with eq and hash that agree. nullopt: unknown or surely not.
std::optional<Certainty> hashable(const Facts& facts, Node expression);

/// The claim that a candidate may make, gathered while its conditions are checked.
struct Claim {
  Assurance assurance = Assurance::proven;
  std::vector<std::string> assumptions;
  void lean_on(const TypeFact& fact, std::string_view expression);
  /// On what evaluating an expression can do, or cannot.
  void lean_on(const analysis::Effects& effects, Node expression);
  /// Lowers to observed and lists the sentence.
  void assume(std::string sentence);
  void at_most(Assurance assurance_limit) { assurance = model::weaker(assurance, assurance_limit); }
};

// --- edits ---------------------------------------------------------------------------------------------------

Edit replace(Node node, std::string text);
/// True when the statement starts its line and nothing but white space precedes it.
bool owns_line(const source::ParsedModule& module, Node statement);
/// True when, in addition, nothing but white space or a comment follows its end on the line.
bool alone_on_lines(const source::ParsedModule& module, Node statement);
/// New lines (without indentation and newline) in front of a statement and of the comment lines that lead it. nullopt
/// when the statement does not start its line.
std::optional<Edit> insert_before(const source::ParsedModule& module, Node statement,
                                  const std::vector<std::string>& lines);
/// New lines after a statement that is alone on its lines.
std::optional<Edit> insert_after(const source::ParsedModule& module, Node statement,
                                 const std::vector<std::string>& lines);
/// Removes a statement that is alone on its lines, its line ending included. Not for the only statement of a block.
std::optional<Edit> remove_lines(const source::ParsedModule& module, Node statement);
/// As remove_lines, but a comment behind the statement stays, on a line of its own.
std::optional<Edit> remove_statement(const source::ParsedModule& module, Node statement);
/// A name for something derived from an expression: stem_of(`self.items`) is "items".
std::string stem_of(Node expression);

model::Candidate make_candidate(Node at, const Claim& claim, std::string why, std::vector<Edit> edits);
void refuse(Findings& findings, Node at, std::string reason);
/// "`text`", shortened to one line of 60 characters.
std::string quoted(Node node);
std::string on_line(Node node);  ///< " on line 12"

}  // namespace velox::rules
