// SPDX-License-Identifier: Apache-2.0
// Problem: sorting again each time round a loop costs O(n log n) (or a full pass over sorted data) per round.
// Idea: two shapes. `items.append(x)` followed by `items.sort()` keeps a sorted list: bisect.insort puts x where it
// belongs. `queue.sort()` followed by `queue.pop(0)` takes the smallest: heapq does that without sorting. (A sort of
// something that does not change is hoist-invariant-call's.)
// Limits: no key, no reverse; elements must be totally ordered; for the heap, equal elements must be indistinguishable
// and nothing may look at the order of the rest.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/module_code.hpp"
#include "velox/rules/shape.hpp"
#include "velox/rules/visit_kinds.hpp"

namespace velox::rules {
namespace {

/// A use of the list, sorted by what it does to it.
enum class Role { sort, append, pop_first, pop, size, look, remove, other };

struct Use {
  Role role = Role::other;
  Node name;
  Node expression;  ///< the call or expression around the name
};

Node call_around(Node name) {
  const Node attribute = name.parent();
  if (!attribute.is("attribute") || attribute.field("object") != name) return {};
  const Node call = attribute.parent();
  return call.is("call") && call.field("function") == attribute ? call : Node();
}

/// Whether `name` is asked for its truth: the condition of while/if, `not name`.
bool is_truth_test(Node name) {
  const Node parent = name.parent();
  if (parent.is("not_operator")) return true;
  return (parent.is("while_statement") || parent.is("if_statement")) && parent.field("condition") == name;
}

Use use_of(Node name) {
  const Node call_node = call_around(name);
  const auto call = as_call(call_node);
  if (call && call->plain) {
    const bool statement = call_node.parent().is("expression_statement");
    const auto args = call->args.size();
    if (call->name == "sort" && args == 0 && call->keywords.empty() && statement) return {Role::sort, name, call_node};
    if (call->name == "append" && args == 1 && statement) return {Role::append, name, call_node};
    if (call->name == "pop" && args == 1 && call->args[0].text() == "0") return {Role::pop_first, name, call_node};
    if (call->name == "pop") return {Role::pop, name, call_node};
    if (call->name == "remove" || call->name == "clear") return {Role::remove, name, call_node};
    return {Role::other, name, call_node};
  }
  const Node parent = name.parent();
  if (is_truth_test(name)) return {Role::size, name, parent};
  if (parent.is("argument_list")) {
    const auto around = as_call(parent.parent());
    if (around && !around->object && around->name == "len") return {Role::size, name, parent.parent()};
    if (around && !around->object &&
        (around->name == "min" || around->name == "max" || around->name == "sum" || around->name == "sorted" ||
         around->name == "list" || around->name == "tuple")) {
      return {Role::look, name, parent.parent()};
    }
  }
  if (parent.is("subscript") && parent.field("value") == name) {
    const Node around = parent.parent();
    const bool stored = around.field("left") == parent && around.field("right");
    if (around.is("delete_statement")) return {Role::pop, name, parent};
    return {stored ? Role::other : Role::look, name, parent};
  }
  if (parent.is("for_statement") && parent.field("right") == name) return {Role::look, name, parent};
  return {Role::other, name, parent};
}

std::vector<Use> with_role(const std::vector<Use>& uses, Role role) {
  std::vector<Use> found;
  std::ranges::copy_if(uses, std::back_inserter(found), [&](const Use& use) { return use.role == role; });
  return found;
}

class SortInLoop final : public Rule {
 public:
  std::string_view id() const override { return "sort-in-loop"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<const Binding*> done;
    visit_kinds(context.nodes, {"call"}, [&](Node node) {
      if (!node.is("call") || context.facts.loop_depth(node) == 0) return true;
      const auto sort = as_call(node);
      if (!sort || sort->name != "sort" || !sort->object || !node.parent().is("expression_statement")) return true;
      const auto loops = repeating(node, context.definition);
      if (loops.empty() || context.facts.invariant(sort->object, loops.front())) return true;
      if (!sort->args.empty() || !sort->keywords.empty() || !sort->plain) {
        refuse(findings, node, "it sorts with a key or in reverse, which neither bisect nor heapq follow everywhere");
        return true;
      }
      const Binding* binding = sort->object.is("identifier") ? context.facts.binding(sort->object) : nullptr;
      if (binding == nullptr) {
        refuse(findings, node, quoted(sort->object) + " is not a local name, so other code may change it");
        return true;
      }
      if (std::ranges::find(done, binding) != done.end()) return true;
      done.push_back(binding);
      consider(context, node, *binding, findings);
      return true;
    });
  }

 private:
  static void consider(const RuleContext& context, Node sort, const Binding& binding, Findings& findings) {
    if (binding.captured || binding.written_elsewhere) {
      return refuse(findings, sort, "`" + binding.name + "` is shared with a nested function");
    }
    Node region;
    for (const Node& loop : repeating(sort, context.definition)) {
      if (!is_loop(loop)) return;
      const bool rebound = std::ranges::any_of(binding.stores, [&](Node store) { return inside(store, loop); });
      if (!rebound) region = loop;
    }
    if (!region) return refuse(findings, sort, "`" + binding.name + "` is made anew inside the loop");
    const auto fact = context.facts.type_of(as_call(sort)->object);
    if (!fact || fact->name != "list") {
      return refuse(findings, sort, "it is not known that `" + binding.name + "` is a list");
    }
    std::vector<Use> uses;
    for (const Node& load : binding.loads) {
      if (inside(load, region)) uses.push_back(use_of(load));
    }
    if (with_role(uses, Role::sort).size() != 1) return refuse(findings, sort, "it is sorted in several places");
    Claim claim;
    claim.at_most(Assurance::tested);
    if (!ordered(context, sort, *fact, uses, claim, findings)) return;
    if (!left_alone(context, sort, binding, region, uses, claim, findings)) return;
    if (with_role(uses, Role::pop_first).empty())
      insort(context, sort, binding, region, uses, claim, findings);
    else
      heap(context, sort, binding, region, uses, claim, findings);
  }

  /// Elements must be totally ordered, equal ones indistinguishable: str, int, bytes and tuples of those.
  static bool ordered(const RuleContext& context, Node sort, const TypeFact& fact, const std::vector<Use>& uses,
                      Claim& claim, Findings& findings) {
    claim.lean_on(fact, as_call(sort)->object.text());
    const auto ordered_type = [](std::string_view name) { return name == "str" || name == "int" || name == "bytes"; };
    bool known = ordered_type(fact.element);
    if (fact.element.empty()) {
      const auto appends = with_role(uses, Role::append);
      known = !appends.empty() && std::ranges::all_of(appends, [&](const Use& append) {
        const auto value = context.facts.type_of(as_call(append.expression)->args.front());
        return value && ordered_type(value->name) && value->certainty != Certainty::observed;
      }) && fact.because.find("empty") != std::string::npos;
    }
    if (known) return true;
    if (context.observed == nullptr) {
      refuse(findings, sort,
             "it is not known that the elements of " + quoted(as_call(sort)->object) + " are totally ordered");
      return false;
    }
    assume_total_order(as_call(sort)->object, Sorted::by_value, claim);
    claim.assume("equal elements of " + quoted(as_call(sort)->object) + " are alike");
    return true;
  }

  /// Nothing but the uses that are known changes the list in the loop.
  static bool left_alone(const RuleContext& context, Node sort, const Binding& binding, Node region,
                         const std::vector<Use>& uses, Claim& claim, Findings& findings) {
    std::vector<Node> known;
    for (const auto& use : uses) known.push_back(use.expression);
    if (!context.facts.mutated_in(binding, region, known)) return true;
    const Node list = as_call(sort)->object;
    const Node change = changed_behind(context.facts, list, region);
    if (context.observed != nullptr && !change) {
      claim.assume("nothing else that runs in the loop" + on_line(region) + " changes " + quoted(list));
      return true;
    }
    refuse(findings, sort,
           change ? quoted(statement_of(change)) + on_line(change) + " may change " + quoted(list) + " inside the loop"
                  : quoted(list) + " may be known to other code that runs in the loop");
    return false;
  }

  /// Whether the list is surely sorted when the loop starts: an empty or one-element display, `.sort()` or
  /// `sorted(...)` just before, with nothing in between.
  static bool starts_sorted(const RuleContext& context, const Binding& binding, Node region) {
    Node last;
    for (Node at = region.prev_named(); at; at = at.prev_named()) {
      if (!at.is("comment") && mentions(at, binding.name)) {
        last = at;
        break;
      }
    }
    if (!last) return false;
    const auto sort = method_call(expression_of(last), "sort", 0);
    if (sort && sort->object.text() == binding.name) return true;
    const auto made = as_assignment(last);
    if (!made || made->target.text() != binding.name) return false;
    if (made->value.is("list") && made->value.items().size() < 2 && !contains_kind(made->value, "list_splat"))
      return true;
    const auto call = as_call(made->value);
    if (!call || call->object || !call->plain || !call->keywords.empty()) return false;
    if (context.facts.is_builtin(call->function, "sorted")) return call->args.size() == 1;
    return context.facts.is_builtin(call->function, "list") && call->args.empty();
  }

  static void insort(const RuleContext& context, Node sort, const Binding& binding, Node region,
                     const std::vector<Use>& uses, const Claim& claim, Findings& findings) {
    const Node sort_statement = sort.parent();
    Node append_statement = sort_statement.prev_named();
    while (append_statement.is("comment")) append_statement = append_statement.prev_named();
    const auto append = method_call(expression_of(append_statement), "append", 1);
    if (!append || append->object.text() != binding.name || with_role(uses, Role::append).size() != 1) {
      return refuse(findings, sort, "the list is not sorted right after a single append");
    }
    if (!with_role(uses, Role::other).empty()) {
      const auto other = with_role(uses, Role::other).front();
      return refuse(findings, sort,
                    "`" + binding.name + "` may change otherwise: " + quoted(other.expression) + on_line(other.name));
    }
    if (!starts_sorted(context, binding, region)) {
      return refuse(findings, sort, "`" + binding.name + "` is not known to be sorted when the loop starts");
    }
    const auto name = ensure_import(context.module, context.facts, sort, "from bisect import insort");
    const auto removed = remove_lines(context.module, sort_statement);
    if (!name || !removed) return refuse(findings, sort, "the layout does not allow the change");
    std::vector<Edit> edits;
    if (name->edit) edits.push_back(*name->edit);
    edits.push_back(
        {{append->node.span().begin, append->args.front().span().begin}, name->local + "(" + binding.name + ", "});
    edits.push_back(*removed);
    auto candidate = make_candidate(sort, claim,
                                    "The list is sorted already but for the last element; insort finds its "
                                    "place by bisection instead of walking the whole list.",
                                    std::move(edits));
    candidate.cost_before = "O(n) comparisons a round";
    candidate.cost_after = "O(log n) comparisons a round";
    findings.candidates.push_back(std::move(candidate));
  }

  static void heap(const RuleContext& context, Node sort, const Binding& binding, Node region,
                   const std::vector<Use>& uses, Claim claim, Findings& findings) {
    for (const auto& use : uses) {
      const bool fits =
          use.role == Role::sort || use.role == Role::append || use.role == Role::pop_first || use.role == Role::size;
      if (!fits) {
        return refuse(
            findings, sort,
            "`" + binding.name + "` is used as a sorted list too: " + quoted(use.expression) + on_line(use.name));
      }
    }
    const auto pops = with_role(uses, Role::pop_first);
    const Node pop_statement = statement_of(pops.front().name);
    Node next = sort.parent().next_named();
    while (next.is("comment")) next = next.next_named();
    if (pops.size() != 1 || pop_statement != next)
      return refuse(findings, sort, "the list is not popped right after the sort");
    if (!surely_nonempty(context, pops.front().name, pops.front().expression))
      claim.assume(quoted(pops.front().expression) + on_line(pops.front().name) + " never meets an empty list");
    const bool unseen = binding.kind == analysis::BindingKind::local && context.facts.dead_after(binding, region) &&
                        !context.facts.escapes(binding, context.definition);
    const bool handled = seen_after_exception(context, binding, region) == Seen::surely;
    if (handled || (!drained(binding, region) && !unseen)) {
      return refuse(findings, sort, "the order of `" + binding.name + "` is visible after the loop");
    }
    const auto heapq = ensure_import(context.module, context.facts, sort, "import heapq");
    const auto removed = remove_lines(context.module, sort.parent());
    const auto start =
        insert_before(context.module, region, {heapq ? heapq->local + ".heapify(" + binding.name + ")" : ""});
    if (!heapq || !removed || !start) return refuse(findings, sort, "the layout does not allow the change");
    std::vector<Edit> edits;
    if (heapq->edit) edits.push_back(*heapq->edit);
    edits.push_back(*start);
    edits.push_back(*removed);
    edits.push_back(replace(pops.front().expression, heapq->local + ".heappop(" + binding.name + ")"));
    for (const auto& append : with_role(uses, Role::append)) {
      const auto call = as_call(append.expression);
      edits.push_back({{call->node.span().begin, call->args.front().span().begin},
                       heapq->local + ".heappush(" + binding.name + ", "});
    }
    auto candidate = make_candidate(sort, claim,
                                    "Only the smallest element is needed each time; a heap gives it in O(log n), "
                                    "sorting and shifting the list cost O(n).",
                                    std::move(edits));
    candidate.cost_before = "O(n) a round";
    candidate.cost_after = "O(log n) a round";
    findings.candidates.push_back(std::move(candidate));
  }

  /// `while queue:` that nothing leaves early ends with an empty list.
  static bool drained(const Binding& binding, Node region) {
    if (!region.is("while_statement") || region.field("condition").text() != binding.name) return false;
    const Node body = region.field("body");
    return !has_kind(body, {"break_statement", "return_statement", "raise_statement", "yield", "await"});
  }
};

}  // namespace

std::unique_ptr<Rule> make_sort_in_loop() { return std::make_unique<SortInLoop>(); }

}  // namespace velox::rules
