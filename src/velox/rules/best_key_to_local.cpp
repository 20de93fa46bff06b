// SPDX-License-Identifier: Apache-2.0
// Problem: `if cost(route) < cost(best): best = route` in a loop computes the cost of the best one again for each candidate.
// Idea: keep the best one's value in a local, set where the best one is.
// Limits: functions of the module that visibly only compute; loops that do nothing but compare, choose and bind plain names,
// so that what the value rests on cannot change; a best one that is bound once before the loops and once in the branch.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/call_values.hpp"
#include "velox/rules/computing.hpp"
#include "velox/rules/local_lists.hpp"

namespace velox::rules {
namespace {

/// `if f(x) < f(best): best = x`.
struct Choosing {
  Node branch;                     ///< the if_statement
  Node candidate_call, best_call;  ///< f(x), f(best)
  Node store;                      ///< the statement `best = x`
  Node value;                      ///< x
  const Binding* best = nullptr;
};

std::string without_spaces(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\n') out += c;
  return out;
}

/// The elements of `(a, b)` or `a, b`; none for anything else.
std::vector<Node> elements_of(Node value) {
  value = unparen(value);
  return is_kind(value, {"tuple", "expression_list"}) ? value.items() : std::vector<Node>();
}

/// An argument as it reads when `best` is `value`: its name stands for it, and `best[1]` for the second element.
std::optional<std::string> with_value(Node argument, std::string_view best, Node value) {
  const auto elements = elements_of(value);
  std::string out;
  std::uint32_t at = argument.span().begin;
  const auto text = argument.text();
  bool fits = true;
  source::walk(argument, [&](Node node) {
    const bool name = node.is("identifier") && is_name_use(node) && node.text() == best;
    if (!name) return fits;
    Node piece = node;
    std::string_view by = value.text();
    if (!elements.empty()) {
      const Node parent = node.parent();
      const Node index = parent.is("subscript") && parent.field("value") == node ? only_index(parent) : Node();
      const long number = index ? int_literal(index).value_or(-1) : -1;
      fits = number >= 0 && number < std::ssize(elements);
      if (!fits) return false;
      piece = parent;
      by = elements[static_cast<std::size_t>(number)].text();
    }
    out += text.substr(at - argument.span().begin, piece.span().begin - at);
    out += by;
    at = piece.span().end;
    return false;
  });
  if (!fits) return std::nullopt;
  return without_spaces(out + std::string(text.substr(at - argument.span().begin)));
}

/// The statement of `branch` that binds `best` to something else than itself.
Node binding_statement(const Binding& best, Node branch) {
  for (const Node& store : best.stores) {
    const Node statement = statement_of(store);
    if (statement.parent() == branch.field("consequence")) return statement;
  }
  return {};
}

class BestKey final : public Rule {
 public:
  std::string_view id() const override { return "best-key-to-local"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& branch : context.nodes.of_kind("if_statement")) {
      if (repeating(branch, context.definition).empty()) continue;
      if (const auto choosing = choosing_in(context, branch)) consider(context, *choosing, findings);
    }
  }

 private:
  static std::optional<Choosing> choosing_in(const RuleContext& context, Node branch) {
    std::vector<Node> calls;
    source::walk(branch.field("condition"), [&](Node node) {
      if (node.is("call")) calls.push_back(node);
      return true;
    });
    for (const Node& best_call : calls) {
      for (const Node& name : context.nodes.of_kind("identifier")) {
        const Binding* best = inside(name, best_call) && is_name_use(name) ? plain_local(context, name) : nullptr;
        if (best == nullptr || best->stores.size() != 2 || best->kind != analysis::BindingKind::local) continue;
        const Node store = binding_statement(*best, branch);
        const auto made = store ? as_assignment(store) : std::nullopt;
        if (!made || made->target.text() != best->name || mentions(made->value, best->name)) continue;
        for (const Node& candidate_call : calls) {
          const Choosing found{branch, candidate_call, best_call, store, made->value, best};
          if (candidate_call != best_call && same_key(found)) return found;
        }
      }
    }
    return std::nullopt;
  }

  /// Both call one function, with the same arguments but for the best one in place of the candidate.
  static bool same_key(const Choosing& found) {
    const auto mine = as_call(found.candidate_call), its = as_call(found.best_call);
    const bool plain = mine && its && mine->plain && its->plain && !mine->object && !its->object &&
                       mine->keywords.empty() && its->keywords.empty() && mine->name == its->name;
    if (!plain || mine->args.size() != its->args.size()) return false;
    for (std::size_t i = 0; i < mine->args.size(); ++i) {
      if (mentions(mine->args[i], found.best->name)) return false;
      const auto wanted = with_value(its->args[i], found.best->name, found.value);
      if (!wanted || *wanted != without_spaces(mine->args[i].text())) return false;
    }
    return true;
  }

  /// The outermost of the loops in front of which the best one is bound; null without one.
  static Node region_of(const RuleContext& context, const Choosing& choosing) {
    for (const Node& store : choosing.best->stores) {
      const Node start = statement_of(store);
      if (start == choosing.store || !as_assignment(start)) continue;
      for (const Node& loop : repeating(choosing.branch, context.definition)) {
        if (is_loop(loop) && loop.parent() == start.parent() && start.span().end <= loop.span().begin) return loop;
      }
    }
    return {};
  }

  /// A name in f(best) but the best one's that the loops bind anew.
  static Node changing_name(const RuleContext& context, const Choosing& choosing, Node region) {
    Node found;
    source::walk(choosing.best_call, [&](Node node) {
      const Binding* binding = node.is("identifier") && is_name_use(node) ? context.facts.binding(node) : nullptr;
      if (binding != nullptr && binding != choosing.best &&
          std::ranges::any_of(binding->stores, [&](const Node& store) { return inside(store, region); }))
        found = node;
      return !found;
    });
    return found;
  }

  /// What stands in the way of a value staying what it is while the loops run; empty when nothing does.
  static std::string disturbance(const RuleContext& context, Node region, Claim& claim, bool& assumes) {
    std::string reason;
    source::walk(region, [&](Node node) {
      if (!reason.empty()) return false;
      if (is_kind(node, {"assignment", "augmented_assignment"})) {
        const auto parts = parts_of_target(node.field("left"));
        const bool names = std::ranges::all_of(parts, [](const Node& part) { return part.is("identifier"); });
        const auto fact = names && node.is("augmented_assignment") ? context.facts.type_of(node.field("left"))
                                                                   : std::optional<TypeFact>();
        const bool grows = node.is("augmented_assignment") && !(fact && is_scalar_type(fact->name));
        if (!names || grows) reason = quoted(node) + on_line(node) + " changes an object";
        if (fact) claim.lean_on(*fact, node.field("left").text());
      } else if (node.is("call")) {
        reason = why_call_disturbs(context, node, assumes);
      } else if (is_kind(node, {"function_definition", "class_definition", "lambda", "with_statement", "try_statement",
                                "yield", "await", "delete_statement", "import_statement", "import_from_statement",
                                "global_statement", "nonlocal_statement", "match_statement", "named_expression",
                                "generator_expression"})) {
        reason = quoted(node) + on_line(node) + " may change what is compared";
      }
      return reason.empty();
    });
    return reason;
  }

  static std::string why_call_disturbs(const RuleContext& context, Node node, bool& assumes) {
    if (context.facts.effects(node).pure()) return {};
    const auto call = as_call(node);
    const Node definition = call && !call->object ? definition_of(context, *call) : Node();
    if (!definition) {
      const bool looks = call && !call->object && context.facts.is_builtin(call->function, call->name) &&
                         one_of(call->name, {"len", "abs", "min", "max", "sum", "range", "enumerate", "zip", "round"});
      if (looks) assumes = true;
      return looks ? "" : "it is not known what " + quoted(node) + on_line(node) + " does";
    }
    const auto computing = visibly_computes(context, definition, Fields::plain);
    if (!computing.why_not.empty()) return quoted(node) + ": " + computing.why_not;
    assumes = true;
    return {};
  }

  static void consider(const RuleContext& context, const Choosing& choosing, Findings& findings) {
    const auto call = *as_call(choosing.best_call);
    const Node definition = definition_of(context, call);
    if (!definition) return;
    const Node region = region_of(context, choosing);
    if (!region)
      return refuse(findings, choosing.branch, quoted(choosing.store) + " is not bound just before the loop");
    if (const Node name = changing_name(context, choosing, region))
      return refuse(findings, choosing.branch, quoted(name) + " changes in the loops");
    Claim claim;
    claim.at_most(Assurance::tested);  // where both raise, the other one raises first
    bool assumes = false;
    if (const auto reason = disturbance(context, region, claim, assumes); !reason.empty())
      return refuse(findings, choosing.branch, reason);
    if (const auto reason = why_call_disturbs(context, choosing.best_call, assumes); !reason.empty())
      return refuse(findings, choosing.branch, reason);
    if (assumes && context.observed == nullptr)
      return refuse(findings, choosing.branch, "it is not known that " + quoted(call.node) + " only computes");
    if (assumes)
      claim.assume("the operators and attributes in " + quoted(call.function) + " and in the loop only compute");
    emit(context, choosing, region, claim, findings);
  }

  static void emit(const RuleContext& context, const Choosing& choosing, Node region, const Claim& claim,
                   Findings& findings) {
    const auto& best = choosing.best->name;
    const auto call = *as_call(choosing.best_call);
    const auto test = test_of(choosing);
    if (test == Test::other) return;
    const auto name = context.facts.fresh_name(context.definition.field("body"), best + "_" + std::string(call.name));
    const std::string unknown =
        "if " + name + " is None" + (test == Test::none_first ? " and " + best + " is not None:" : std::string(":"));
    const auto start = insert_before(context.module, region, {name + " = None"});
    const auto filled =
        insert_before(context.module, choosing.branch,
                      {unknown, context.module.style().indent + name + " = " + std::string(choosing.best_call.text())});
    // Where None came first the candidate's own value was not computed, and may raise.
    const auto next = insert_after(
        context.module, choosing.store,
        {name + " = " + (test == Test::none_first ? "None" : std::string(choosing.candidate_call.text()))});
    if (!start || !filled || !next) return refuse(findings, choosing.branch, "the layout does not allow the change");
    findings.candidates.push_back(
        make_candidate(choosing.branch, claim,
                       quoted(choosing.best_call) + " is computed when the best one changes, not for each candidate.",
                       {*start, *filled, replace(choosing.best_call, name), *next}));
  }

  /// Whether the comparison comes whenever the branch is looked at, or only when there is a best one: `best is None or ...`.
  enum class Test { always, none_first, other };
  static Test test_of(const Choosing& choosing) {
    const Node condition = unparen(choosing.branch.field("condition"));
    const auto compares = [&](Node node) {
      const auto test = as_comparison(unparen(node));
      return test && inside(choosing.best_call, node) && inside(choosing.candidate_call, node);
    };
    if (compares(condition)) return Test::always;
    const auto parts = operands_of(condition, "or");
    if (parts.size() != 2 || !compares(parts[1])) return Test::other;
    const auto none = as_comparison(unparen(parts[0]));
    const bool asks = none && none->op == "is" && none->left.text() == choosing.best->name && none->right.is("none");
    return asks ? Test::none_first : Test::other;
  }
};

}  // namespace

std::unique_ptr<Rule> make_best_key_to_local() { return std::make_unique<BestKey>(); }

}  // namespace velox::rules
