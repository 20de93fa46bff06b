// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/condition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>

#include "velox/base/text.hpp"
#include "velox/rules/frame_code.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {

namespace {

using Answer = Condition::Answer;
using Names = std::vector<std::string>;

/// Classes that pages name together, and the words for them in a refusal.
struct Group {
  std::string_view phrase;
  Names members;
};

Names and_more(Names names, std::initializer_list<const char*> more) {
  names.insert(names.end(), more.begin(), more.end());
  return names;
}

const std::map<std::string, Group, std::less<>>& groups() {
  static const Names kDicts{"dict", "collections.OrderedDict", "collections.defaultdict", "collections.Counter"};
  static const Names kSequences{"list",      "tuple", "str",         "bytes",
                                "bytearray", "range", "array.array", "collections.deque"};
  static const Names kReiterables = [] {
    Names all = and_more(kSequences, {"set", "frozenset", "dict_keys", "dict_values", "dict_items"});
    all.insert(all.end(), kDicts.begin(), kDicts.end());
    return all;
  }();
  static const std::map<std::string, Group, std::less<>> kGroups{
      {"scalars", {"plain value", {"str", "int", "float", "bool", "bytes", "complex", "NoneType"}}},
      {"integers", {"whole number", {"int", "bool"}}},
      {"numbers", {"number", {"int", "float", "bool"}}},
      {"texts", {"str or bytes", {"str", "bytes"}}},
      {"sets", {"set", {"set", "frozenset"}}},
      {"dicts", {"dict", kDicts}},
      {"sequences", {"built-in sequence", kSequences}},
      {"reiterables", {"built-in container", kReiterables}}};
  return kGroups;
}

Names members_of(const Names& words) {
  Names members;
  for (const std::string& word : words) {
    const auto group = groups().find(word);
    if (group == groups().end())
      members.push_back(word);
    else
      members.insert(members.end(), group->second.members.begin(), group->second.members.end());
  }
  return members;
}

bool among(const std::string& name, const Names& names) { return std::ranges::find(names, name) != names.end(); }

Answer no(std::string reason) { return {false, std::move(reason)}; }
Answer when(bool holds) { return {holds, {}}; }

/// What a condition looks at.
struct Question {
  const RuleContext& context;
  const Match& match;
  const Names& arguments;
  const Names& words;  ///< groups are spelled out
  const std::string& sentence;
  Claim& claim;

  const std::vector<Node>& nodes(std::size_t argument) const {
    return match.variables.find(arguments[argument])->second;
  }
  Node node(std::size_t argument = 0) const { return match.one(arguments[argument]); }
  std::string quote(std::size_t argument = 0) const { return quoted(node(argument)); }
  std::string alternatives() const;
};

/// The parts of "dict, list".
Names list_of(std::string_view text) {
  Names names;
  for (const auto& part : text::split(text, ',')) {
    if (const auto word = text::trim(part); !word.empty()) names.emplace_back(word);
  }
  return names;
}

std::string with_article(const std::string& name) {
  return (std::string_view("aeiou").find(name.front()) != std::string_view::npos ? "an " : "a ") + name;
}

std::string Question::alternatives() const {
  Names phrases;
  for (const std::string& word : list_of(sentence)) {
    const auto group = groups().find(word);
    phrases.emplace_back(group == groups().end() ? std::string_view(word) : group->second.phrase);
  }
  return with_article(text::join(phrases, " or "));
}

Answer has_type(const Question& q) {
  const auto fact = q.context.facts.type_of(q.node());
  if (!fact) return no("it is not known that " + q.quote() + " is " + q.alternatives());
  if (!among(fact->name, q.words))
    return no(q.quote() + " is " + with_article(fact->name) + ", not " + q.alternatives());
  q.claim.lean_on(*fact, q.node().text());
  return {};
}

Answer has_elements(const Question& q) {
  const auto fact = q.context.facts.type_of(q.node());
  if (!fact || !among(fact->element, q.words))
    return no("it is not known that every element of " + q.quote() + " is " + q.alternatives());
  q.claim.lean_on(*fact, q.node().text());
  return {};
}

Answer is_hashable(const Question& q) {
  const auto certainty = hashable(q.context.facts, q.node());
  if (!certainty) return no("it is not known that " + q.quote() + " is hashable");
  if (*certainty == Certainty::observed) q.claim.assume(q.quote() + " is hashable and compares by value");
  q.claim.at_most(assurance_of(*certainty));
  return {};
}

/// What is computed for an argument: the value of `name=value`.
Node computed(Node argument) { return argument.is("keyword_argument") ? argument.field("value") : argument; }

Answer is_pure(const Question& q) {
  for (const Node& argument : q.nodes(0)) {
    const Node node = computed(argument);
    const auto effects = q.context.facts.effects(node);
    if (!effects.pure()) return no(quoted(node) + " may do more than give a value");
    q.claim.at_most(assurance_of(effects.certainty));
    if (effects.reads_attributes) q.claim.at_most(Assurance::tested);
    if (effects.certainty == Certainty::observed) q.claim.assume(quoted(node) + " does nothing but give a value");
  }
  return {};
}

Answer is_total(const Question& q) {
  if (const Answer pure = is_pure(q); !pure.holds) return pure;
  for (const Node& node : q.nodes(0)) {
    if (q.context.facts.effects(computed(node)).may_raise) return no(quoted(node) + " may raise");
  }
  return {};
}

Answer is_invariant(const Question& q) {
  const Node node = q.node();
  for (const Node& region : q.match.nodes) {
    if (!q.context.facts.invariant(node, region)) return no(quoted(node) + " may change" + on_line(region));
  }
  return is_pure(q);
}

Answer is_unchanged(const Question& q) {
  const Node node = q.node();
  const Binding* binding = node.is("identifier") ? q.context.facts.binding(node) : nullptr;
  if (binding == nullptr) return is_invariant(q);
  for (const Node& region : q.match.nodes) {
    const bool rebound = std::ranges::any_of(binding->stores, [&](Node store) { return inside(store, region); });
    if (rebound || q.context.facts.mutated_in(*binding, region))
      return no(quoted(node) + " may change" + on_line(region));
  }
  return {};
}

/// Nothing reads what the match leaves in the variable.
bool left_unread(const Question& q, const Binding& binding) {
  const bool own = binding.kind == analysis::BindingKind::local || binding.kind == analysis::BindingKind::parameter;
  return own && !binding.captured && !binding.written_elsewhere &&
         q.context.facts.dead_after(binding, q.match.nodes.back());
}

Answer is_local(const Question& q) {
  const Binding* binding = q.node().is("identifier") ? q.context.facts.binding(q.node()) : nullptr;
  if (binding == nullptr) return no("it is not known where " + q.quote() + " is used");
  return left_unread(q, *binding) ? Answer{} : no(q.quote() + " may be used afterwards");
}

Answer is_unread(const Question& q) {
  const Binding* binding = q.node().is("identifier") ? q.context.facts.binding(q.node()) : nullptr;
  return when(binding != nullptr && left_unread(q, *binding) &&
              std::ranges::none_of(binding->loads, [&](Node load) { return q.match.covers(load); }));
}

/// The statements, of which there is one at least, neither bind the variable anew nor start the next round early.
Answer is_kept(const Question& q) {
  const Binding* binding = q.node().is("identifier") ? q.context.facts.binding(q.node()) : nullptr;
  const auto& body = q.nodes(1);
  if (binding == nullptr || body.empty()) return when(false);
  return when(std::ranges::none_of(body, [&](Node statement) {
    return has_kind(statement, {"continue_statement"}) ||
           std::ranges::any_of(binding->stores, [&](Node store) { return inside(store, statement); });
  }));
}

/// The function has no other use for the name: the match may make a variable of it.
Answer is_confined(const Question& q) {
  const Node definition = q.context.definition;
  if (!definition.is("function_definition") || q.context.facts.poisoned(definition)) return when(false);
  return when(std::ranges::all_of(mentions_of(definition, q.node().text()),
                                  [&](Node mention) { return q.match.covers(mention); }));
}

/// Code that runs meanwhile cannot give it another value.
Answer is_private(const Question& q) {
  if (is_constant(q.node())) return {};
  const Binding* binding = q.node().is("identifier") ? q.context.facts.binding(q.node()) : nullptr;
  return when(binding != nullptr && !binding->written_elsewhere &&
              (binding->kind == analysis::BindingKind::local || binding->kind == analysis::BindingKind::parameter));
}

/// `for i in range(n)` or `for i in range(3, n)`, whose numbers are never below zero.
bool counts_up(const RuleContext& context, Node target) {
  const Node loop = target.parent();
  if (!is_kind(loop, {"for_statement", "for_in_clause"}) || loop.field("left") != target) return false;
  const auto call = builtin_call(context, unparen(loop.field("right")), "range");
  if (!call || call->args.empty() || call->args.size() > 2) return false;
  return call->args.size() == 1 || int_literal(call->args.front()).value_or(-1) >= 0;
}

Answer is_natural(const Question& q) {
  const Node node = unparen(q.node());
  if (const auto value = int_literal(node); value && *value >= 0) return {};
  if (builtin_call(q.context, node, "len")) return {};
  const Binding* binding = node.is("identifier") ? q.context.facts.binding(node) : nullptr;
  const bool counts = binding != nullptr && binding->kind == analysis::BindingKind::local &&
                      !binding->written_elsewhere && !binding->stores.empty() &&
                      std::ranges::all_of(binding->stores, [&](Node store) { return counts_up(q.context, store); });
  return counts ? Answer{} : no("it is not known that " + q.quote() + " is never negative");
}

/// The length that was seen of a container, in half of the calls.
std::optional<std::uint64_t> seen_size(const Question& q, Node container) {
  if (q.context.observed == nullptr) return std::nullopt;
  for (const auto* values : {&q.context.observed->params, &q.context.observed->locals}) {
    const auto seen = values->find(std::string(container.text()));
    if (seen == values->end() || seen->second.sizes.empty()) continue;
    return seen->second.sizes[seen->second.sizes.size() / 2];
  }
  return std::nullopt;
}

/// How large a container or number is, as far as that is written or was seen: `len(xs)` is as large as xs, and a number that
/// counts up as its bound, which may count up itself.
std::optional<std::uint64_t> size_of(const Question& q, Node node, int depth = 0) {
  node = unparen(node);
  if (const auto value = int_literal(node)) return static_cast<std::uint64_t>(std::max(*value, 0L));
  if (const auto call = builtin_call(q.context, node, "len"); call && call->args.size() == 1)
    return seen_size(q, call->args.front());
  const Binding* binding = node.is("identifier") ? q.context.facts.binding(node) : nullptr;
  if (binding == nullptr || binding->stores.size() != 1 || !counts_up(q.context, binding->stores.front()) || depth > 3)
    return seen_size(q, node);
  const Node range = unparen(binding->stores.front().parent().field("right"));
  return size_of(q, as_call(range)->args.back(), depth + 1);
}

Answer is_large(const Question& q) {
  const auto size = size_of(q, q.node());
  return when(!size || static_cast<double>(*size) >= std::atof(q.words.front().c_str()));
}

Answer is_nonzero(const Question& q) {
  const auto value = fixed_int(q.context, unparen(q.node()), q.claim);
  return value && *value != 0 ? Answer{} : no("it is not known that " + q.quote() + " is never 0");
}

Answer is_ordered(const Question& q) {
  static const Names kOrdered{"int", "str", "bytes", "bool"};
  const auto fact = q.context.facts.type_of(q.node());
  if (fact && among(fact->element, kOrdered))
    q.claim.lean_on(*fact, q.node().text());
  else
    assume_total_order(q.node(), Sorted::by_value, q.claim);
  return {};
}

Answer is_builtin_of(const Question& q) {
  const auto meaning = q.context.facts.resolve(q.node());
  return when(meaning && among(*meaning, q.words));
}

Answer is_single(const Question& q) {
  const auto literal = string_literal(q.node());
  return when(literal && literal->value.size() == 1 && !literal->bytes);
}

Answer is_textual(const Question& q) {
  const auto literal = string_literal(q.node());
  return when(literal && !literal->bytes && !literal->value.empty() &&
              literal->value.find_first_of(".^$*+?{}[]\\|()") == std::string::npos);
}

Answer is_verbatim(const Question& q) {
  const auto literal = string_literal(q.node());
  return when(literal && !literal->bytes && literal->value.find('\\') == std::string::npos);
}

Answer is_closed(const Question& q) { return when(!has_kind(q.node(), {"lambda", "generator_expression"})); }

Answer is_absent(const Question& q) {
  const auto name = q.node(0).text();
  return when(std::ranges::none_of(q.nodes(1), [&](Node node) { return mentions(node, name); }));
}

Answer is_nonnegative(const Question& q) {
  const auto value = int_literal(q.node());
  return when(value && *value >= 0);
}

bool all_constant(const Question& q) {
  return std::ranges::all_of(q.nodes(0), is_constant) && std::ranges::all_of(q.nodes(1), is_constant);
}

/// CPython folds three or more constants of a set display into one, adds what is splatted as a whole, and from the 31st element on adds
/// each one before it computes the next.
Answer is_stepwise(const Question& q) {
  constexpr std::size_t kMostOnStack = 30, kMostUnfolded = 2;
  std::vector<Node> elements = q.nodes(0);
  elements.insert(elements.end(), q.nodes(1).begin(), q.nodes(1).end());
  if (elements.size() > kMostOnStack) return when(false);
  if (std::ranges::any_of(elements, [](Node element) { return element.is("list_splat"); })) return when(false);
  const bool unfolded = std::ranges::any_of(elements, [](Node element) {
    return has_kind(element, {"identifier"}) && mentions_of(element, "__debug__").empty();
  });
  return when(unfolded || elements.size() <= kMostUnfolded);
}

/// It is what `in` looks into.
Answer is_asked(const Question& q) {
  const auto test = as_comparison(q.match.nodes.front().parent());
  return when(test && (test->op == "in" || test->op == "not in") && unparen(test->right) == q.match.nodes.front());
}

Answer claims(const Question& q) {
  for (const auto assurance : {Assurance::tested, Assurance::observed}) {
    if (q.words.front() == model::to_string(assurance)) q.claim.at_most(assurance);
  }
  return {};
}

Answer assumes(const Question& q) {
  q.claim.assume(with_code(q.sentence, q.match));
  return {};
}

Answer is_discarded(const Question& q) { return when(q.match.nodes.front().parent().is("expression_statement")); }

Answer is_affirmed(const Question& q) {
  Node around = q.match.nodes.front().parent();
  while (around.is("parenthesized_expression")) around = around.parent();
  return when(!around.is("not_operator"));
}

Answer is_elsewhere(const Question& q) {
  const Node around = q.match.nodes.front().parent();
  return when(!around.is("assignment") || !same_code(around.field("left"), q.node()));
}

Answer is_looped(const Question& q) { return when(!repeating(q.match.nodes.front(), q.context.definition).empty()); }

Answer imports(const Question& q) {
  const auto ensured =
      ensure_import(q.context.module, q.context.facts, q.match.nodes.front(), "import " + q.words.front());
  return when(ensured && !ensured->edit);
}

enum class After { nothing, words, sentence };

}  // namespace

struct Condition::Kind {
  std::string_view name;
  std::size_t arguments;
  After after;  ///< the colon
  Answer (*check)(const Question&);
};

const std::vector<Condition::Kind>& Condition::kinds() {
  static const std::vector<Kind> kKinds{
      {"type", 1, After::words, has_type},
      {"element", 1, After::words, has_elements},
      {"hashable", 1, After::nothing, is_hashable},
      {"pure", 1, After::nothing, is_pure},
      {"total", 1, After::nothing, is_total},
      {"invariant", 1, After::nothing, is_invariant},
      {"unchanged", 1, After::nothing, is_unchanged},
      {"local", 1, After::nothing, is_local},
      {"unread", 1, After::nothing, is_unread},
      {"kept", 2, After::nothing, is_kept},
      {"confined", 1, After::nothing, is_confined},
      {"private", 1, After::nothing, is_private},
      {"natural", 1, After::nothing, is_natural},
      {"nonzero", 1, After::nothing, is_nonzero},
      {"ordered", 1, After::nothing, is_ordered},
      {"size", 1, After::words, is_large},
      {"builtin", 1, After::words, is_builtin_of},
      {"constant", 1, After::nothing, [](const Question& q) { return when(is_constant(q.node())); }},
      {"literal", 1, After::nothing, [](const Question& q) { return when(string_literal(q.node()).has_value()); }},
      {"single", 1, After::nothing, is_single},
      {"textual", 1, After::nothing, is_textual},
      {"verbatim", 1, After::nothing, is_verbatim},
      {"closed", 1, After::nothing, is_closed},
      {"name", 1, After::nothing, [](const Question& q) { return when(q.node().is("identifier")); }},
      {"path", 1, After::nothing, [](const Question& q) { return when(is_path(q.node())); }},
      {"nonnegative", 1, After::nothing, is_nonnegative},
      {"constants", 2, After::nothing, [](const Question& q) { return when(all_constant(q)); }},
      {"stepwise", 2, After::nothing, is_stepwise},
      {"differs", 2, After::nothing, [](const Question& q) { return when(!same_code(q.node(0), q.node(1))); }},
      {"absent", 2, After::nothing, is_absent},
      {"tested", 0, After::nothing, [](const Question& q) { return when(only_tested(q.match.nodes.front())); }},
      {"discarded", 0, After::nothing, is_discarded},
      {"asked", 0, After::nothing, is_asked},
      {"affirmed", 0, After::nothing, is_affirmed},
      {"elsewhere", 1, After::nothing, is_elsewhere},
      {"looped", 0, After::nothing, is_looped},
      {"loaded", 0, After::nothing, [](const Question& q) { return when(!is_stored_to(q.match.nodes.front())); }},
      {"imports", 0, After::words, imports},
      {"claims", 0, After::words, claims},
      {"assumes", 0, After::sentence, assumes}};
  return kKinds;
}

Result<Condition> Condition::parse(std::string_view line, const std::vector<std::string>& variables) {
  const auto head_end = line.find_first_of("(:");
  auto name = text::trim(line.substr(0, head_end));
  Condition condition;
  condition.quiet_ = name.ends_with('?');
  if (condition.quiet_) name.remove_suffix(1);
  const auto kind = std::ranges::find(kinds(), name, &Kind::name);
  if (kind == kinds().end()) return fail(ErrorCode::invalid, fmt::format("there is no condition '{}'", name));
  condition.kind_ = &*kind;
  auto rest = head_end == std::string_view::npos ? std::string_view() : line.substr(head_end);
  if (rest.starts_with('(')) {
    const auto close = rest.find(')');
    if (close == std::string_view::npos) return fail(ErrorCode::invalid, fmt::format("'{}' lacks its ')'", line));
    for (auto& argument : list_of(rest.substr(1, close - 1))) {
      if (!argument.starts_with('$') || !among(argument.substr(1), variables))
        return fail(ErrorCode::invalid, fmt::format("'{}' is no metavariable of the pattern", argument));
      condition.arguments_.push_back(argument.substr(1));
    }
    rest = text::trim(rest.substr(close + 1));
  }
  if (condition.arguments_.size() != kind->arguments)
    return fail(ErrorCode::invalid, fmt::format("'{}' takes {} metavariable(s)", name, kind->arguments));
  if (rest.starts_with(':')) rest = text::trim(rest.substr(1));
  if (rest.empty() != (kind->after == After::nothing))
    return fail(ErrorCode::invalid, kind->after == After::nothing ? fmt::format("nothing may follow '{}'", name)
                                                                  : fmt::format("'{}' wants words after a ':'", name));
  condition.sentence_ = rest;
  if (kind->after == After::words) condition.words_ = members_of(list_of(rest));
  return condition;
}

Condition::Answer Condition::check(const RuleContext& context, const Match& match, Claim& claim) const {
  Answer answer = kind_->check({context, match, arguments_, words_, sentence_, claim});
  if (quiet_) answer.reason.clear();
  return answer;
}

std::string with_code(std::string_view text, const Match& match) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::size_t end = i + 1;
    while (text[i] == '$' && end < text.size() &&
           (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_'))
      ++end;
    const Node node = match.one(text.substr(i + 1, end - i - 1));
    if (text[i] == '$' && node) {
      out += quoted(node);
      i = end - 1;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace velox::rules
