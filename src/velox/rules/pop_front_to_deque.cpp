// SPDX-License-Identifier: Apache-2.0
// Problem: `queue.pop(0)` and `queue.insert(0, x)` move every element of the list: a queue of n costs O(n^2).
// Idea: make the local list a collections.deque (popleft, appendleft); a list that is only built from the front is
// built from the back and reversed once. A private attribute of `self` becomes a deque when every use in the module
// is in its class; whole runs judge that.
// Limits: the list must be made here and every use of it must mean the same for a deque: no slices, sort, repr or
// comparison; no look into the middle; it may leave only as list(...). An empty deque words its IndexError differently,
// so a pop that no test guards lowers the claim.
#include <algorithm>
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/local_lists.hpp"

namespace velox::rules {
namespace {

/// Every use of the list in question: a local's, or those of an attribute of `self`.
struct Queue {
  std::vector<Node> uses, stores;
  bool attribute = false;
  bool shared = false;  ///< calls may change it: an attribute, or a local that a nested function uses
  bool stores_at(Node use) const { return std::ranges::find(stores, use) != stores.end(); }
};

/// What becomes of one use when the list becomes a deque.
struct Change {
  std::vector<Edit> edits;
  std::string obstacle;  ///< why it cannot be; empty when it can
  Node unguarded;        ///< takes an element although the queue may be empty
};

class PopFront final : public Rule {
 public:
  std::string_view id() const override { return "pop-front-to-deque"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    const bool takes = !context.nodes.of_kind("call", "pop").empty() ||
                       !context.nodes.of_kind("call", "insert").empty() ||
                       !context.nodes.of_kind("delete_statement").empty();
    if (!takes) return;
    std::vector<const Binding*> done;
    for (const Front& front : fronts_in(context.definition.field("body"))) {
      if (front.list.is("attribute")) {
        judge_attribute(context, front, findings);
        continue;
      }
      if (!front.list.is("identifier") || repeating(front.place, context.definition).empty()) continue;
      const Binding* binding = context.facts.binding(front.list);
      if (!binding || std::ranges::find(done, binding) != done.end()) continue;
      done.push_back(binding);
      judge(context, front.place, front.list, *binding, findings);
    }
  }

 private:
  /// Where something happens at the front of a list: `q.pop(0)`, `q.insert(0, x)`, `del q[0]`.
  struct Front {
    Node place, list;
  };

  static std::vector<Front> fronts_in(Node piece) {
    std::vector<Front> fronts;
    source::walk(piece, [&](Node node) {
      if (is_kind(node, {"function_definition", "class_definition", "lambda"})) return false;
      const auto method = node.is("call") ? as_call(node) : std::nullopt;
      if (method && method->object && takes_or_puts_first(*method)) fronts.push_back({node, method->object});
      const Node index = node.is("subscript") && node.parent().is("delete_statement") ? only_index(node) : Node();
      if (index && int_literal(index).value_or(1) == 0) fronts.push_back({node, node.field("value")});
      return true;
    });
    return fronts;
  }

  static bool takes_first(const Call& call) {
    return call.name == "pop" && call.plain && call.args.size() == 1 && call.keywords.empty() &&
           int_literal(call.args[0]) == 0;
  }
  static bool puts_first(const Call& call) {
    return call.name == "insert" && call.plain && call.args.size() == 2 && call.keywords.empty() &&
           int_literal(call.args[0]) == 0;
  }
  static bool takes_or_puts_first(const Call& call) { return takes_first(call) || puts_first(call); }

  static bool known_list(const RuleContext& context, Node expression) {
    const auto fact = context.facts.type_of(expression);
    return fact && fact->name == "list";
  }

  static void refuse_parameter(const RuleContext& context, Node call, Node list, Findings& findings) {
    static constexpr std::array<std::string_view, 3> kOtherPops{"dict", "bytearray", "deque"};
    const auto fact = context.facts.type_of(list);
    if (fact && std::ranges::find(kOtherPops, fact->name) != kOtherPops.end()) return;
    if (fact && fact->name != "list")
      return refuse(findings, call,
                    quoted(list) + " is of type " + fact->name + ", where " + quoted(call) +
                        " may do something else than on a list");
    refuse(findings, call, quoted(list) + " belongs to the caller, who sees what is taken from it");
  }

  static void judge(const RuleContext& context, Node call, Node list, const Binding& binding, Findings& findings) {
    if (binding.kind == analysis::BindingKind::parameter) {
      return refuse_parameter(context, call, list, findings);
    }
    if (!plain_local(context, list)) {
      if (known_list(context, list)) refuse(findings, call, quoted(list) + " is not a local of this function");
      return;
    }
    std::vector<Bound> made;
    for (const Node& store : binding.stores) {
      if (grows_in_place(store)) continue;
      const auto bound = bound_by(store);
      if (!bound || !makes_fresh_list(context, bound->value)) {
        if (known_list(context, list) || (bound && !made.empty()))
          refuse(findings, call, quoted(list) + " is bound to something that may have another name" + on_line(store));
        return;
      }
      made.push_back(*bound);
    }
    if (made.empty()) return;
    if (reverse_once(context, binding, made, findings)) return;
    become_deque(context, call,
                 {uses_of(binding), binding.stores, false, held_by_function(binding, context.definition)}, made,
                 findings);
  }

  // --- an attribute of self ----------------------------------------------------------------------------------

  static void judge_attribute(const RuleContext& context, const Front& front, Findings& findings) {
    const auto [call, list] = front;
    if (list.field("object").text() != "self") return;
    const Node owner = class_around(call);
    const auto name = list.field("attribute").text();
    Queue queue{{}, {}, true, true};
    for (const Node& use : attributes_named(context.module.root(), name)) {
      if (use.field("object").text() != "self" || class_around(use) != owner)
        return refuse(findings, call, quoted(use) + on_line(use) + " is used outside the class that makes it");
      queue.uses.push_back(use);
      if (stores(use)) queue.stores.push_back(use);
    }
    if (const Node text = named_in_text(context.module.root(), name))
      return refuse(findings, call, quoted(text) + on_line(text) + " may stand for " + quoted(list));
    // One candidate for the class, from the first method that takes from or puts at the front.
    if (!owner || first_front(queue) != call) return;
    if (!name.starts_with('_') && !is_script(context.module.root()))
      return refuse(findings, call, quoted(list) + " is public: another module may set it to a list");
    if (declared_in(owner, name)) return refuse(findings, call, quoted(list) + " is declared for the whole class");
    std::vector<Bound> made;
    for (const Node& store : queue.stores) {
      if (grows_in_place(store)) continue;
      const auto bound = bound_by(store);
      if (!bound || !makes_fresh_list(context, bound->value)) {
        if (!made.empty() || (bound && known_list(context, bound->value)))
          refuse(findings, call, quoted(list) + " is bound to something that may have another name" + on_line(store));
        return;
      }
      made.push_back(*bound);
    }
    if (!made.empty()) become_deque(context, call, queue, made, findings);
  }

  /// A file that runs as a program is seldom imported by others.
  static bool is_script(Node root) {
    return std::ranges::any_of(root.items(), [](const Node& statement) {
      return statement.is("if_statement") && mentions(statement.field("condition"), "__name__");
    });
  }

  static Node first_front(const Queue& queue) {
    for (const Node& use : queue.uses) {
      const Node around = use.parent().is("attribute") ? use.parent().parent() : use.parent();
      const auto fronts = fronts_in(around);
      if (!fronts.empty() && fronts[0].list == use) return fronts[0].place;
    }
    return {};
  }

  static std::vector<Node> attributes_named(Node root, std::string_view name) {
    std::vector<Node> found;
    source::walk(root, [&](Node node) {
      if (node.is("attribute") && node.field("attribute").text() == name) found.push_back(node);
      return true;
    });
    return found;
  }

  /// A string that is the attribute's name, as for getattr(); `__slots__` aside.
  static Node named_in_text(Node root, std::string_view name) {
    Node found;
    source::walk(root, [&](Node node) {
      if (node.is("assignment") && node.field("left").text() == "__slots__") return false;
      const auto text = node.is("string") ? string_literal(node) : std::nullopt;
      if (text && text->value == name) found = node;
      return !found;
    });
    return found;
  }

  static Node class_around(Node node) {
    for (Node at = node.parent(); at; at = at.parent())
      if (at.is("class_definition")) return at;
    return {};
  }

  /// The class body binds or declares the name itself: a field of a dataclass, a default for all objects.
  static bool declared_in(Node owner, std::string_view name) {
    return std::ranges::any_of(owner.field("body").items(), [&](const Node& statement) {
      return statement.is("expression_statement") && mentions(statement, name);
    });
  }

  static bool stores(Node use) {
    const Node parent = use.parent();
    if (is_kind(parent, {"assignment", "augmented_assignment", "for_statement", "for_in_clause"}))
      return parent.field("left") == use;
    return is_kind(parent, {"pattern_list", "tuple_pattern", "list_pattern", "delete_statement", "as_pattern_target"});
  }

  /// `queue += more`
  static bool grows_in_place(Node store) {
    const Node parent = store.parent();
    return parent.is("augmented_assignment") && parent.field("left") == store &&
           parent.field("operator").text() == "+=";
  }

  // --- built from the front: append and reverse --------------------------------------------------------------

  /// `loop` is the statement beside the list's birth that holds all inserts: mostly a loop, or a `with` around one.
  static bool reverse_once(const RuleContext& context, const Binding& binding, const std::vector<Bound>& made,
                           Findings& findings) {
    if (made.size() != 1 || held_by_function(binding, context.definition) || !makes_empty_list(context, made[0].value))
      return false;
    std::vector<Call> inserts;
    Node loop;
    for (const Node& use : uses_of(binding)) {
      if (use == made[0].target) continue;
      const auto call = method_on(use);
      if (!call || !puts_first(*call) || !call->node.parent().is("expression_statement")) continue;
      const Node holder = sibling_holding(call->node, made[0].statement);
      if (!holder || (loop && holder != loop)) return false;
      loop = holder;
      inserts.push_back(*call);
    }
    if (!loop || !only_inserted(binding, made[0], loop, inserts)) return false;
    // A jump to an outer loop would skip the reverse behind this statement.
    if (jumps_out(loop)) return false;
    if (seen_after_exception(context, binding, loop) != Seen::never || made[0].statement.span().end > loop.span().begin)
      return false;
    const auto turn = insert_after(context.module, loop, {std::string(made[0].target.text()) + ".reverse()"});
    if (!turn) return false;
    std::vector<Edit> edits{*turn};
    for (const auto& call : inserts) {
      const auto from = call.function.field("attribute").span().begin;
      edits.push_back({{from, call.args[1].span().begin}, "append("});
    }
    Claim claim;
    findings.candidates.push_back(make_candidate(inserts.front().node, claim,
                                                 "Each insert at the front moves every element of " +
                                                     quoted(made[0].target) +
                                                     "; appending and one reverse move each once.",
                                                 std::move(edits)));
    return true;
  }

  /// Up to the loop's end the list is only inserted into.
  static bool only_inserted(const Binding& binding, const Bound& made, Node loop, const std::vector<Call>& inserts) {
    return std::ranges::all_of(uses_of(binding), [&](const Node& use) {
      if (use == made.target || use.span().begin >= loop.span().end) return true;
      return use.span().begin >= loop.span().begin &&
             std::ranges::any_of(inserts, [&](const Call& call) { return call.object == use; });
    });
  }

  // --- a queue: deque ----------------------------------------------------------------------------------------

  static void become_deque(const RuleContext& context, Node call, const Queue& queue, const std::vector<Bound>& made,
                           Findings& findings) {
    const auto deque = ensure_import(context.module, context.facts, call, "from collections import deque");
    if (!deque) return refuse(findings, call, "there is no safe way to import collections.deque here");
    Claim claim;
    std::vector<Edit> edits;
    if (deque->edit) edits.push_back(*deque->edit);
    for (const auto& bound : made)
      if (!make_deque(context, bound, deque->local, edits))
        return refuse(findings, bound.statement, "the annotation of " + quoted(bound.target) + " says more than list");
    for (const Node& use : queue.uses) {
      if (std::ranges::any_of(made, [&](const Bound& bound) { return bound.target == use; })) continue;
      auto change = changed(context, queue, use);
      if (!change.obstacle.empty()) return refuse(findings, use, change.obstacle + on_line(use));
      edits.insert(edits.end(), change.edits.begin(), change.edits.end());
      if (change.unguarded) {
        claim.assume(quoted(change.unguarded) + on_line(change.unguarded) + " never meets an empty queue");
      }
    }
    if (queue.attribute) {
      claim.assume("no other module indexes, slices, compares or shows `" +
                   std::string(made[0].target.field("attribute").text()) + "` of these objects");
    }
    findings.candidates.push_back(make_candidate(
        call, claim, "Taking or putting at the front of a list moves all its elements; a deque does it in one step.",
        std::move(edits)));
    if (queue.attribute) findings.candidates.back().judging = model::Judging::workload;
  }

  static bool make_deque(const RuleContext& context, const Bound& bound, const std::string& deque,
                         std::vector<Edit>& edits) {
    if (bound.type) {
      const std::string type(bound.type.text());
      const auto bracket = type.find('[');
      const auto name = type.substr(0, bracket);
      if (name != "list" && name != "List" && name != "typing.List") return false;
      edits.push_back(replace(bound.type, deque + (bracket == std::string::npos ? "" : type.substr(bracket))));
    }
    const Node value = unparen(bound.value);
    if (makes_empty_list(context, value)) {
      edits.push_back(replace(bound.value, deque + "()"));
    } else if (const auto list = builtin_call(context, value, "list")) {
      edits.push_back(replace(list->function, deque));
    } else {
      edits.push_back(replace(bound.value, deque + "(" + std::string(bound.value.text()) + ")"));
    }
    return true;
  }

  static Change obstacle(std::string text) { return {{}, std::move(text), {}}; }

  static Change changed(const RuleContext& context, const Queue& queue, Node use) {
    const Node parent = use.parent();
    if (const auto call = method_on(use)) return method(context, *call, use);
    if (parent.is("attribute")) return obstacle("a method of " + quoted(use) + " is kept for later");
    if (queue.stores_at(use)) return grows_in_place(use) ? Change{} : obstacle(quoted(use) + " is bound anew");
    if (parent.is("subscript")) return subscript(context, parent, use);
    const bool in_tuple = is_kind(parent, {"expression_list", "tuple"}) && parent.parent().is("return_statement");
    if (parent.is("return_statement") || in_tuple) {
      return queue.attribute ? obstacle(quoted(use) + " leaves the object") : leaves(context, use);
    }
    if (parent.is("argument_list")) return argument(context, parent, use);
    if (is_walked_by_for(use)) {
      return walked(context, queue, use, parent.field("body"));
    }
    if (parent.is("for_in_clause") && parent.field("right") == use && !parent.parent().is("generator_expression"))
      return walked(context, queue, use, parent.parent());
    if (const auto test = as_comparison(parent)) return compared(context, parent, *test, use);
    if (only_tested(use)) return {};
    return obstacle(quoted(use) + " is used as a list: " + quoted(statement_of(use)));
  }

  /// The queue is walked, and `piece` runs for each element.
  static Change walked(const RuleContext& context, const Queue& queue, Node use, Node piece) {
    if (changes_in(queue, piece) || (queue.shared && context.facts.effects(piece).calls_unknown))
      return obstacle("the loop changes " + quoted(use) + " while it walks it, which a deque does not allow");
    return {};
  }

  /// `x in queue` and `queue != []`
  static Change compared(const RuleContext& context, Node comparison, const Comparison& test, Node use) {
    if (test.right == use && (test.op == "in" || test.op == "not in")) return {};
    const bool empty = test.left == use && makes_empty_list(context, test.right) && only_tested(comparison);
    if (empty && test.op == "!=") return {{replace(comparison, std::string(use.text()))}, {}, {}};
    if (empty && test.op == "==") return {{replace(comparison, "not " + std::string(use.text()))}, {}, {}};
    return obstacle(quoted(use) + " is compared, and a deque is never equal to a list");
  }

  static bool changes_in(const Queue& queue, Node piece) {
    static constexpr std::array<std::string_view, 3> kLook{"count", "index", "copy"};
    return std::ranges::any_of(queue.uses, [&](const Node& use) {
      if (!inside(use, piece)) return false;
      const auto call = method_on(use);
      return queue.stores_at(use) || use.parent().parent().is("delete_statement") ||
             (call && std::ranges::find(kLook, call->name) == kLook.end());
    });
  }

  static Change method(const RuleContext& context, const Call& call, Node use) {
    static constexpr std::array<std::string_view, 5> kAlike{"append", "extend", "clear", "count", "reverse"};
    const Node name = call.function.field("attribute");
    if (takes_first(call)) {
      Change change{{replace(name, "popleft"), replace(call.node.field("arguments"), "()")}, {}, {}};
      if (!surely_nonempty(context, use, call.node)) change.unguarded = call.node;
      return change;
    }
    if (puts_first(call)) {
      const auto begin = call.args[0].span().begin;
      return {{replace(name, "appendleft"), Edit{{begin, call.args[1].span().begin}, ""}}, {}, {}};
    }
    if (std::ranges::find(kAlike, call.name) != kAlike.end()) return {};
    if (call.name == "pop" && call.args.empty() && call.keywords.empty()) {
      Change change;
      if (!surely_nonempty(context, use, call.node)) change.unguarded = call.node;
      return change;
    }
    return obstacle("a deque has no " + quoted(call.node) + " that means the same");
  }

  static Change subscript(const RuleContext& context, Node whole, Node use) {
    const Node index = only_index(whole);
    const Node around = whole.parent();
    const long number = index ? int_literal(index).value_or(1) : 1;
    if (around.is("delete_statement") && number == 0) {
      Change change{{replace(around, std::string(use.text()) + ".popleft()")}, {}, {}};
      if (!surely_nonempty(context, use, whole)) change.unguarded = whole;
      return change;
    }
    if (around.is("delete_statement") || around.is("expression_list"))
      return obstacle("part of " + quoted(use) + " is deleted");
    if (number != 0 && number != -1) return obstacle(quoted(whole) + " looks into the middle of the queue");
    Change change;
    if (!surely_nonempty(context, use, whole)) change.unguarded = whole;
    return change;
  }

  static Change leaves(const RuleContext& context, Node use) {
    if (!builtin_free(context, "list")) return obstacle("the name list is taken in this file");
    const auto name = use.text();
    if (mentions_of(statement_of(use), name).size() > 1)
      return obstacle(quoted(use) + " is returned twice, as one list");
    for (Node at = use.parent(); at && at != context.definition; at = at.parent()) {
      const auto parts = at.is("try_statement") ? at.items() : std::vector<Node>{};
      if (!parts.empty() && parts.back().is("finally_clause") && mentions(parts.back(), name))
        return obstacle(quoted(use) + " may change in the finally clause after it is returned");
    }
    return {{replace(use, "list(" + std::string(use.text()) + ")")}, {}, {}};
  }

  static Change argument(const RuleContext& context, Node arguments, Node use) {
    static constexpr std::array<std::string_view, 13> kReaders{
        "len", "sum", "min", "max", "sorted", "list", "tuple", "set", "frozenset", "any", "all", "bool", "deque"};
    const auto call = as_call(arguments.parent());
    if (call && call->object && call->name == "join" && is_constant(call->object) && call->object.is("string"))
      return {};
    if (call && !call->object && std::ranges::find(kReaders, call->name) != kReaders.end() &&
        context.facts.is_builtin(call->function, call->name))
      return {};
    return obstacle(quoted(use) + " is handed to " + (call ? quoted(call->function) : "a call") +
                    ", which may need a list");
  }
};

}  // namespace

std::unique_ptr<Rule> make_pop_front_to_deque() { return std::make_unique<PopFront>(); }

}  // namespace velox::rules
