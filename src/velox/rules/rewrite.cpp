// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/rewrite.hpp"

#include <algorithm>
#include <cctype>

namespace velox::rules {

std::optional<Call> as_call(Node node) {
  if (!node.is("call")) return std::nullopt;
  Call call;
  call.node = node;
  call.function = node.field("function");
  if (call.function.is("identifier")) {
    call.name = call.function.text();
  } else if (call.function.is("attribute")) {
    call.object = call.function.field("object");
    call.name = call.function.field("attribute").text();
  } else {
    return std::nullopt;
  }
  const Node arguments = node.field("arguments");
  if (arguments.is("generator_expression")) {
    call.args.push_back(arguments);
    call.plain = false;
    return call;
  }
  for (const Node& argument : arguments.items()) {
    if (argument.is("keyword_argument"))
      call.keywords.push_back(argument);
    else if (argument.is("list_splat") || argument.is("dictionary_splat"))
      call.plain = false;
    else
      call.args.push_back(argument);
  }
  return call;
}

std::optional<Call> method_call(Node node, std::string_view name, std::size_t args) {
  if (UnitNodes::word(node) != name) return std::nullopt;
  auto call = as_call(node);
  if (!call || !call->object || !call->plain || call->name != name) return std::nullopt;
  if (call->args.size() != args || !call->keywords.empty()) return std::nullopt;
  return call;
}

Node keyword(const Call& call, std::string_view name) {
  for (const Node& argument : call.keywords) {
    if (argument.field("name").text() == name) return argument.field("value");
  }
  return {};
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

Node unparen(Node node) {
  while (node.is("parenthesized_expression") && node.items().size() == 1) node = node.items().front();
  return node;
}

bool inside(Node node, Node ancestor) { return node && ancestor && ancestor.span().contains(node.span()); }

bool inside_any(Node node, const std::vector<Node>& ancestors) {
  return std::ranges::any_of(ancestors, [&](const Node& ancestor) { return inside(node, ancestor); });
}

namespace {

void leaves(Node node, std::vector<std::string_view>& out) {
  if (node.is("comment")) return;
  if (node.child_count() == 0 || node.is("string")) {
    out.push_back(node.text());
    return;
  }
  for (std::uint32_t i = 0; i < node.child_count(); ++i) leaves(node.child(i), out);
}

}  // namespace

bool is_name_use(Node identifier) {
  const Node parent = identifier.parent();
  if (parent.is("attribute") && parent.field("attribute") == identifier) return false;
  return !(parent.is("keyword_argument") && parent.field("name") == identifier);
}

bool same_code(Node a, Node b) {
  std::vector<std::string_view> left, right;
  leaves(unparen(a), left);
  leaves(unparen(b), right);
  return left == right;
}

namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0; }

/// The first identifier with this text in `piece` from an offset in its text on; advances the offset past it.
Node next_mention(Node piece, std::string_view name, std::size_t& from) {
  const auto text = piece.text();
  for (auto at = text.find(name, from); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const auto end = at + name.size();
    if ((at > 0 && is_word(text[at - 1])) || (end < text.size() && is_word(text[end]))) continue;
    const auto begin = piece.span().begin + static_cast<std::uint32_t>(at);
    const model::Span span{begin, begin + static_cast<std::uint32_t>(name.size())};
    const auto* tree = piece.flat();
    const Node node = tree != nullptr
                          ? tree->node(tree->identifier_at(piece.index(), span))
                          : piece.same_tree(ts_node_descendant_for_byte_range(piece.raw(), span.begin, span.end));
    from = at + 1;
    if (node.is("identifier") && node.span() == span && is_name_use(node)) return node;
  }
  return {};
}

}  // namespace

// Asks the tree only at places where the text has the name: a walk over a module takes a hundred times as long.
std::vector<Node> mentions_of(Node piece, std::string_view name) {
  std::vector<Node> found;
  if (!piece || name.empty()) return found;
  std::size_t from = 0;
  while (const Node node = next_mention(piece, name, from)) found.push_back(node);
  return found;
}

bool mentions(Node piece, std::string_view name) {
  std::size_t from = 0;
  return piece && !name.empty() && next_mention(piece, name, from);
}

bool contains_kind(Node piece, source::KindName kind) {
  bool found = false;
  source::walk(piece, [&](Node node) {
    if (found) return false;
    if (node.is(kind)) found = true;
    return !found && !node.is("function_definition") && !node.is("lambda") && !node.is("class_definition");
  });
  return found;
}

bool is_constant(Node node) {
  node = unparen(node);
  if (node.is("integer") || node.is("float") || node.is("true") || node.is("false") || node.is("none")) return true;
  if (node.is("unary_operator")) {
    const Node argument = node.field("argument");
    return argument.is("integer") || argument.is("float");
  }
  return node.is("string") && !contains_kind(node, "interpolation");
}

std::optional<Literal> string_literal(Node node) {
  node = unparen(node);
  if (!node.is("string") || contains_kind(node, "interpolation")) return std::nullopt;
  Literal literal;
  const auto text = node.text();
  std::size_t at = 0;
  for (; at < text.size() && text[at] != '"' && text[at] != '\''; ++at) {
    const char c = static_cast<char>(std::tolower(static_cast<unsigned char>(text[at])));
    if (c == 'r')
      literal.raw = true;
    else if (c == 'b')
      literal.bytes = true;
    else if (c != 'u')
      return std::nullopt;
  }
  const char quote = at < text.size() ? text[at] : '\0';
  const bool triple = text.substr(at).starts_with(std::string(3, quote)) && text.size() >= at + 6;
  const std::size_t width = triple ? 3 : 1;
  if (text.size() < at + 2 * width) return std::nullopt;
  const auto body = text.substr(at + width, text.size() - at - 2 * width);
  if (!literal.raw && body.find('\\') != std::string_view::npos) return std::nullopt;
  literal.value = body;
  return literal;
}

std::optional<Comparison> as_comparison(Node node) {
  node = unparen(node);
  if (!node.is("comparison_operator")) return std::nullopt;
  const auto sides = node.items();
  if (sides.size() != 2) return std::nullopt;
  const Node op = node.field("operators");
  return op ? std::optional(Comparison{sides[0], sides[1], std::string(op.text())}) : std::nullopt;
}

Node expression_of(Node statement) {
  if (!statement.is("expression_statement")) return statement;
  const auto items = statement.items();
  return items.size() == 1 ? items.front() : statement;
}

std::optional<Assignment> as_assignment(Node statement) {
  const Node expression = expression_of(statement);
  if (!expression.is("assignment")) return std::nullopt;
  const Node value = expression.field("right");
  if (!value || value.is("assignment")) return std::nullopt;
  return Assignment{statement, expression.field("left"), value};
}

bool is_loop(Node node) { return node.is("for_statement") || node.is("while_statement"); }

bool is_comprehension(Node node) {
  return node.is("list_comprehension") || node.is("set_comprehension") || node.is("dictionary_comprehension") ||
         node.is("generator_expression");
}

namespace {

bool repeats(Node loop, Node node) {
  if (loop.is("for_statement")) return inside(node, loop.field("body"));
  if (loop.is("while_statement")) return inside(node, loop.field("body")) || inside(node, loop.field("condition"));
  if (!is_comprehension(loop)) return false;
  for (const Node& clause : loop.items()) {
    if (clause.is("for_in_clause")) return !inside(node, clause.field("right"));
  }
  return false;
}

}  // namespace

std::vector<Node> repeating(Node node, Node definition) {
  std::vector<Node> loops;
  for (Node at = node.parent(); at && at != definition; at = at.parent()) {
    if (at.is("function_definition") || at.is("lambda") || at.is("class_definition")) break;
    if (repeats(at, node)) loops.push_back(at);
  }
  return loops;
}

Node statement_of(Node node) {
  for (Node at = node; at; at = at.parent()) {
    const Node parent = at.parent();
    if (parent.is("block") || parent.is("module")) return at;
  }
  return {};
}

bool builtin_free(const RuleContext& context, std::string_view name) {
  if (context.facts.poisoned(context.definition)) return false;
  const auto uses = mentions_of(context.module.root(), name);
  return std::ranges::all_of(uses, [&](const Node& use) { return context.facts.is_builtin(use, name); });
}

Assurance assurance_of(Certainty certainty) {
  switch (certainty) {
    case Certainty::proven: return Assurance::proven;
    case Certainty::declared: return Assurance::tested;
    case Certainty::observed: return Assurance::observed;
  }
  return Assurance::observed;
}

bool is_scalar_type(std::string_view name) {
  return name == "str" || name == "int" || name == "float" || name == "bool" || name == "bytes" || name == "complex" ||
         name == "NoneType" || name == "None";
}

std::optional<Certainty> hashable(const Facts& facts, Node expression) {
  expression = unparen(expression);
  if (is_constant(expression)) return Certainty::proven;
  if (expression.is("tuple")) {
    auto worst = Certainty::proven;
    for (const Node& item : expression.items()) {
      const auto certainty = hashable(facts, item);
      if (!certainty) return std::nullopt;
      worst = std::max(worst, *certainty);
    }
    return worst;
  }
  const auto fact = facts.type_of(expression);
  if (!fact) return std::nullopt;
  if (is_scalar_type(fact->name)) return fact->certainty;
  if ((fact->name == "tuple" || fact->name == "frozenset") && fact->hashable_elements) return fact->certainty;
  return std::nullopt;
}

void Claim::lean_on(const TypeFact& fact, std::string_view expression) {
  at_most(assurance_of(fact.certainty));
  if (fact.certainty != Certainty::observed) return;
  const bool holds = fact.name == "list" || fact.name == "tuple" || fact.name == "set" || fact.name == "frozenset" ||
                     fact.name == "collections.deque" || fact.name == "numpy.ndarray";
  assume("`" + std::string(expression) + "` is always a " + fact.name +
         (holds && !fact.element.empty() ? " of " + fact.element : std::string()) +
         (fact.because.empty() ? std::string() : " (" + fact.because + ")"));
}

void Claim::lean_on(const analysis::Effects& effects, Node expression) {
  at_most(assurance_of(effects.certainty));
  if (effects.certainty == Certainty::observed)
    assume("evaluating " + quoted(expression) + " does no more than compute");
}

void Claim::assume(std::string sentence) {
  at_most(Assurance::observed);
  if (std::ranges::find(assumptions, sentence) == assumptions.end()) assumptions.push_back(std::move(sentence));
}

Edit replace(Node node, std::string text) { return {node.span(), std::move(text)}; }

namespace {

bool blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

std::uint32_t line_start(std::string_view bytes, std::uint32_t at) {
  while (at > 0 && bytes[at - 1] != '\n' && bytes[at - 1] != '\r') --at;
  return at;
}

/// The offset just past the line's ending, or nullopt when code follows `at` on the line.
std::optional<std::uint32_t> next_line(std::string_view bytes, std::uint32_t at) {
  while (at < bytes.size() && blank(bytes[at])) ++at;
  if (at < bytes.size() && bytes[at] == '#') {
    while (at < bytes.size() && bytes[at] != '\n' && bytes[at] != '\r') ++at;
  }
  if (at == bytes.size()) return at;
  if (bytes[at] == '\r') return at + (at + 1 < bytes.size() && bytes[at + 1] == '\n' ? 2 : 1);
  if (bytes[at] == '\n') return at + 1;
  return std::nullopt;
}

std::string join_lines(const source::ParsedModule& module, std::string_view indent,
                       const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines)
    text += line.empty() ? module.style().newline : std::string(indent) + line + module.style().newline;
  return text;
}

}  // namespace

bool owns_line(const source::ParsedModule& module, Node statement) {
  const std::string_view bytes = module.bytes();
  const auto begin = statement.span().begin;
  const auto lead = bytes.substr(line_start(bytes, begin), begin - line_start(bytes, begin));
  return std::ranges::all_of(lead, blank);
}

bool alone_on_lines(const source::ParsedModule& module, Node statement) {
  return owns_line(module, statement) && next_line(module.bytes(), statement.span().end).has_value();
}

std::optional<Edit> insert_before(const source::ParsedModule& module, Node statement,
                                  const std::vector<std::string>& lines) {
  if (!owns_line(module, statement)) return std::nullopt;
  Node first = statement;
  for (Node lead = first.prev_named(); lead.is("comment"); lead = first.prev_named()) {
    if (lead.line() + 1 != first.line() || lead.column() != first.column() || !owns_line(module, lead)) break;
    first = lead;
  }
  const auto at = line_start(module.bytes(), first.span().begin);
  return Edit{{at, at}, join_lines(module, module.indent_of(statement), lines)};
}

std::optional<Edit> insert_after(const source::ParsedModule& module, Node statement,
                                 const std::vector<std::string>& lines) {
  const std::string_view bytes = module.bytes();
  const auto at = next_line(bytes, statement.span().end);
  if (!at || !owns_line(module, statement)) return std::nullopt;
  auto text = join_lines(module, module.indent_of(statement), lines);
  const bool ended = *at > 0 && (bytes[*at - 1] == '\n' || bytes[*at - 1] == '\r');
  if (!ended) {
    const auto newline = module.style().newline;
    text = newline + text.substr(0, text.size() - newline.size());
  }
  return Edit{{*at, *at}, std::move(text)};
}

std::optional<Edit> remove_lines(const source::ParsedModule& module, Node statement) {
  const auto end = next_line(module.bytes(), statement.span().end);
  if (!end || !owns_line(module, statement)) return std::nullopt;
  return Edit{{line_start(module.bytes(), statement.span().begin), *end}, {}};
}

std::optional<Edit> remove_statement(const source::ParsedModule& module, Node statement) {
  const std::string_view bytes = module.bytes();
  auto at = statement.span().end;
  while (at < bytes.size() && blank(bytes[at])) ++at;
  const bool commented = at < bytes.size() && bytes[at] == '#';
  if (!commented || !owns_line(module, statement)) return remove_lines(module, statement);
  return Edit{{statement.span().begin, at}, {}};
}

std::string stem_of(Node expression) {
  expression = unparen(expression);
  if (expression.is("attribute"))
    expression = expression.field("attribute");
  else if (expression.is("subscript"))
    return stem_of(expression.field("value"));
  else if (const auto call = as_call(expression))
    return call->object ? stem_of(call->object) : std::string(call->name);
  if (!expression.is("identifier")) return "value";
  auto name = std::string(expression.text());
  name.erase(0, name.find_first_not_of('_') == std::string::npos ? 0 : name.find_first_not_of('_'));
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

model::Candidate make_candidate(Node at, const Claim& claim, std::string why, std::vector<Edit> edits) {
  model::Candidate candidate;
  candidate.line = at.line();
  candidate.assurance = claim.assurance;
  candidate.assumptions = claim.assumptions;
  candidate.why = std::move(why);
  candidate.edits = std::move(edits);
  return candidate;
}

void refuse(Findings& findings, Node at, std::string reason) {
  model::Refusal refusal;
  refusal.line = at.line();
  refusal.reason = std::move(reason);
  findings.refusals.push_back(std::move(refusal));
}

std::string quoted(Node node) {
  std::string text;
  for (const char c : node.text()) {
    const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (space && (text.empty() || text.back() == ' ')) continue;
    text += space ? ' ' : c;
  }
  if (text.size() > 60) text = text.substr(0, 57) + "...";
  return "`" + text + "`";
}

std::string on_line(Node node) { return " on line " + std::to_string(node.line()); }

}  // namespace velox::rules
