// SPDX-License-Identifier: Apache-2.0
// Problem: `sum(f(x) for x in xs)` switches between sum() and the generator's frame for every element.
// Idea: a list comprehension has no second frame to go in and out of; list(), set() and dict() become displays.
// Limits: only consumers that take everything (any() and all() stop early and are not touched). join, sorted, tuple,
// list, set and dict run nothing of the program's between two elements that a display would not; sum, min and max add
// or compare in between, which shows when the elements have classes of their own or an error comes from both sides.
#include <algorithm>
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

/// What takes the elements, and what the change was measured to give (see the page).
struct Consumer {
  std::string_view name;
  bool interleaves;  ///< works on an element before the next one is evaluated
  double factor;     ///< of the call
  std::array<std::string_view, 2> keywords;
  char open = '[', close = ']';
  bool is_display = false;  ///< the call itself becomes the display
};
constexpr std::array<Consumer, 8> kConsumers{{{"sum", true, 1.2, {"start", ""}},
                                              {"max", true, 1.2, {"key", "default"}},
                                              {"min", true, 1.2, {"key", "default"}},
                                              {"sorted", false, 1.1, {"key", "reverse"}},
                                              {"tuple", false, 1.3, {}},
                                              {"list", false, 1.4, {}, '[', ']', true},
                                              {"set", false, 1.2, {}, '{', '}', true},
                                              {"dict", false, 1.5, {}, '{', '}', true}}};
constexpr Consumer kJoin{"join", false, 1.2, {}};

struct Found {
  Call call;
  Consumer consumer;
  Node generator;
};

bool takes_bare_generator(const Call& call) { return call.node.field("arguments").is("generator_expression"); }

class GeneratorToList final : public Rule {
 public:
  std::string_view id() const override { return "generator-to-list"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    if (context.facts.poisoned(context.definition)) return;
    for (const Node& node : context.nodes.of_kind("call")) {
      Claim claim;
      if (const auto found = find(context, node, claim)) judge(context, *found, claim, findings);
    }
  }

 private:
  static std::optional<Found> find(const RuleContext& context, Node node, Claim& claim) {
    const auto call = as_call(node);
    if (!call || call->args.empty() || !call->args[0].is("generator_expression")) return std::nullopt;
    if (!call->plain && !takes_bare_generator(*call)) return std::nullopt;
    if (call->object) {
      if (call->name != "join" || call->args.size() != 1 || !call->keywords.empty()) return std::nullopt;
      if (!is_separator(context, call->object, claim)) return std::nullopt;
      return Found{*call, kJoin, call->args[0]};
    }
    for (const auto& consumer : kConsumers) {
      if (!context.facts.is_builtin(call->function, consumer.name)) continue;
      const bool starts = consumer.name == "sum" && call->args.size() == 2 && is_constant(call->args[1]);
      const bool known = std::ranges::all_of(call->keywords, [&](const Node& one) {
        return std::ranges::find(consumer.keywords, one.field("name").text()) != consumer.keywords.end();
      });
      if (!known || (call->args.size() != 1 && !starts)) return std::nullopt;
      return Found{*call, consumer, call->args[0]};
    }
    return std::nullopt;
  }

  static bool is_separator(const RuleContext& context, Node object, Claim& claim) {
    if (is_constant(object) && unparen(object).is("string")) return true;
    const auto fact = context.facts.type_of(object);
    if (!fact || (fact->name != "str" && fact->name != "bytes")) return false;
    claim.lean_on(*fact, object.text());
    return true;
  }

  static void judge(const RuleContext& context, const Found& found, Claim& claim, Findings& findings) {
    if (const auto reason = why_not(context, found); !reason.empty()) return refuse(findings, found.generator, reason);
    if (!arguments_may_wait(context, found, claim, findings)) return;
    claim_no_stop(context, found.generator, claim);
    if (found.consumer.interleaves && !claim_unseen(context, found, claim, findings)) return;
    auto edits = edits_of(found);
    if (edits.empty()) return;
    auto candidate = make_candidate(found.call.node, claim,
                                    std::string(found.consumer.name) +
                                        "() takes every element; a comprehension gives them without going in and out "
                                        "of a generator for each.",
                                    std::move(edits));
    candidate.expected_factor = found.consumer.factor;
    findings.candidates.push_back(std::move(candidate));
  }

  /// Shapes that are left alone. Empty: none of them.
  static std::string why_not(const RuleContext& context, const Found& found) {
    const Node generator = found.generator;
    if (has_kind(generator, {"await", "yield", "async"})) return "the generator awaits or yields";
    for (const Node& clause : generator.items()) {
      if (!clause.is("for_in_clause")) continue;
      if (clause.text().starts_with("async")) return "the generator is asynchronous";
      if (never_ends(context, clause.field("right")))
        return quoted(clause.field("right")) + " never ends: a list of it would fill the memory";
    }
    if (has_kind(generator, {"named_expression"})) return "the generator binds a name with :=";
    if (calls_bare_next(context, generator))
      return "next() may raise StopIteration in it, which only a generator turns into RuntimeError";
    return {};
  }

  static bool never_ends(const RuleContext& context, Node walked) {
    const auto call = as_call(unparen(walked));
    const auto name = call ? context.facts.resolve(call->function) : std::nullopt;
    return name && (*name == "itertools.count" || *name == "itertools.cycle" ||
                    (*name == "itertools.repeat" && call->args.size() == 1 && call->keywords.empty()));
  }

  static bool calls_bare_next(const RuleContext& context, Node generator) {
    bool found = false;
    source::walk(generator, [&](Node node) {
      const auto call = as_call(node);
      if (!call) return !found;
      const bool method = call->object && call->name == "__next__";
      const bool function = call->args.size() == 1 && context.facts.is_builtin(call->function, "next");
      found = found || method || function;
      return !found;
    });
    return found;
  }

  /// Unknown code inside may raise StopIteration, which a generator turns into RuntimeError. What is walked first is
  /// evaluated outside, and its own StopIteration ends both.
  static void claim_no_stop(const RuleContext& context, Node generator, Claim& claim) {
    auto pieces = generator.items();
    const auto first = std::ranges::find_if(pieces, [](const Node& part) { return part.is("for_in_clause"); });
    if (first != pieces.end() && first->field("left").is("identifier")) pieces.erase(first);
    for (const Node& piece : pieces) {
      const auto effects = context.facts.effects(piece);
      if (effects.calls_unknown || effects.reads_attributes || effects.certainty == Certainty::declared)
        claim.at_most(Assurance::tested);
      if (effects.certainty == Certainty::observed)
        claim.assume("the values that " + quoted(generator) + " works on have the types that were seen");
    }
  }

  /// Keyword values are evaluated between the generator's making and its run; with a list, after all elements.
  static bool arguments_may_wait(const RuleContext& context, const Found& found, Claim& claim, Findings& findings) {
    for (const Node& one : found.call.keywords) {
      const Node value = unparen(one.field("value"));
      if (value.is("lambda") && !has_kind(value.field("parameters"), {"default_parameter"})) continue;
      if (is_constant(value)) continue;
      if (!is_path(value)) {
        refuse(findings, value, quoted(value) + " is evaluated before the elements, and would be after them");
        return false;
      }
      const auto* binding = value.is("identifier") ? context.facts.binding(value) : nullptr;
      const bool fixed = binding && (binding->scope == context.definition ||
                                     (binding->stores.size() <= 1 && !binding->written_elsewhere));
      if (!fixed && !context.facts.resolve(value)) claim.at_most(Assurance::tested);
    }
    return true;
  }

  /// sum, min and max: nobody sees that an element is added or compared before the next one is evaluated.
  static bool claim_unseen(const RuleContext& context, const Found& found, Claim& claim, Findings& findings) {
    const bool sums = found.consumer.name == "sum";
    const Node start = sums ? start_of(found.call) : Node();
    if (start && !is_number(start)) {
      refuse(findings, start, quoted(start) + " is no number: what is added up may be anything");
      return false;
    }
    // Adding a large int to a float overflows.
    if (start && !int_literal(start)) claim.at_most(Assurance::tested);
    const Node key = keyword(found.call, "key");
    const auto fact = context.facts.type_of(found.generator.field("body"));
    const bool number = fact && (fact->name == "int" || fact->name == "float" || fact->name == "bool");
    const bool plain = !key && (number || (fact && !sums && (fact->name == "str" || fact->name == "bytes")));
    if (plain && fact->certainty == Certainty::proven) return true;
    if (has_kind(found.generator.field("body"), {"lambda"})) {
      refuse(findings, found.generator,
             "the elements are functions that read the loop's variable, which would be at its last value");
      return false;
    }
    if (context.facts.effects(found.generator).pure() && (!key || is_harmless(context, key)))
      claim.at_most(Assurance::tested);
    else if (plain)
      claim.lean_on(*fact, found.generator.field("body").text());
    else
      claim.assume(std::string(sums ? "adding up" : "comparing") + " the values of " +
                   quoted(found.generator.field("body")) + " neither fails nor shows what evaluating the next one did");
    return true;
  }

  static Node start_of(const Call& call) { return call.args.size() == 2 ? call.args[1] : keyword(call, "start"); }

  static bool is_number(Node value) { return is_constant(value) && !is_kind(unparen(value), {"string", "none"}); }

  static bool is_harmless(const RuleContext& context, Node key) {
    static constexpr std::array<std::string_view, 7> kLookers{"len", "abs", "str", "int", "float", "ord", "repr"};
    key = unparen(key);
    if (key.is("lambda")) return context.facts.effects(key.field("body")).pure();
    return std::ranges::any_of(kLookers, [&](std::string_view name) { return context.facts.is_builtin(key, name); });
  }

  /// Empty when the layout does not allow it.
  static std::vector<Edit> edits_of(const Found& found) {
    const auto list = found.generator.span();
    const auto call = found.call.node.span();
    const std::string open(1, found.consumer.open), close(1, found.consumer.close);
    if (!found.consumer.is_display) {
      if (!takes_bare_generator(found.call))
        return {{{list.begin, list.begin + 1}, "["}, {{list.end - 1, list.end}, "]"}};
      return {{{list.begin + 1, list.begin + 1}, "["}, {{list.end - 1, list.end - 1}, "]"}};
    }
    if (!found.call.keywords.empty()) return {};
    if (!takes_bare_generator(found.call) && has_comment(found.call.node)) return {};
    // `{` right after the brace of an f-string would be read as an escaped brace.
    if (open == "{" && climb_to(found.call.node, {"interpolation"})) return {};
    std::vector<Edit> edits{{{call.begin, list.begin + 1}, open}, {{list.end - 1, call.end}, close}};
    if (found.consumer.name != "dict") return edits;
    const Node pair = found.generator.field("body");
    const auto items = pair.is("tuple") ? pair.items() : std::vector<Node>();
    if (items.size() != 2 || has_comment(pair)) return {};
    for (const Node& item : items)
      if (is_kind(item, {"list_splat", "lambda", "conditional_expression"})) return {};
    edits.insert(edits.begin() + 1, {{pair.span().begin, items[0].span().begin}, ""});
    edits.insert(edits.begin() + 2, {{items[0].span().end, items[1].span().begin}, ": "});
    edits.insert(edits.begin() + 3, {{items[1].span().end, pair.span().end}, ""});
    return edits;
  }
};

}  // namespace

std::unique_ptr<Rule> make_generator_to_list() { return std::make_unique<GeneratorToList>(); }

}  // namespace velox::rules
