// SPDX-License-Identifier: Apache-2.0
// Problem: `for i in range(len(a)): out[i] = a[i] * 2` makes an object of each item, and computes with one at a time.
// Idea: statement by statement, the same for the whole arrays: `out[:] = a * 2`; `if` and `else` become np.where.
// Limits: the number may only pick items, so that no round sees what another has written. The arrays have one length, and
// share no memory unless they are the same: where the function does not make them itself, that is assumed.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/array_expression.hpp"
#include "velox/rules/local_lists.hpp"

namespace velox::rules {
namespace {

/// `out[i] op value`, or one such in each branch of an `if`.
struct Store {
  Node array;
  std::string op;
  Node value;
  Node condition, other;  ///< null without an `if`
};

struct Loop {
  Node statement;
  Node index;
  Node length;  ///< the array whose positions it walks
  Node item;    ///< of enumerate; null otherwise
  std::vector<Store> stores;
};

class ArrayLoop final : public Rule {
 public:
  std::string_view id() const override { return "array-loop-to-expression"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& statement : context.nodes.of_kind("for_statement")) {
      if (const auto loop = loop_of(context, statement)) judge(context, *loop, findings);
    }
  }

 private:
  static std::optional<Loop> loop_of(const RuleContext& context, Node statement) {
    if (statement.text().starts_with("async") || statement.field("alternative")) return std::nullopt;
    Loop loop{statement, {}, {}, {}, {}};
    const Node left = statement.field("left"), walked = unparen(statement.field("right"));
    if (const auto range = builtin_call(context, walked, "range")) {
      if (range->args.size() != 1 || !range->keywords.empty()) return std::nullopt;
      loop.index = left;
      loop.length = array_of_length(context, range->args[0]);
    } else if (const auto pairs = builtin_call(context, walked, "enumerate")) {
      const auto names = left.is("pattern_list") ? left.items() : std::vector<Node>();
      if (names.size() != 2 || pairs->args.size() != 1 || !pairs->keywords.empty()) return std::nullopt;
      loop.index = names[0];
      loop.item = names[1];
      loop.length = pairs->args[0];
      if (!loop.item.is("identifier")) return std::nullopt;
    }
    if (!loop.length || !loop.index.is("identifier") || !is_path(loop.length)) return std::nullopt;
    for (const Node& one : statement.field("body").items()) {
      auto store = store_of(one, loop.index);
      if (!store) return std::nullopt;
      loop.stores.push_back(*std::move(store));
    }
    return loop;
  }

  /// The a of `len(a)`, `a.shape[0]` and `a.size`, or of a name that is only ever bound to one of them.
  static Node array_of_length(const RuleContext& context, Node length) {
    length = unparen(length);
    if (const Binding* binding = plain_local(context, length); binding != nullptr && binding->stores.size() == 1) {
      const auto bound = bound_by(binding->stores[0]);
      if (!bound) return {};
      length = unparen(bound->value);
    }
    if (const auto call = builtin_call(context, length, "len")) return call->args.size() == 1 ? call->args[0] : Node();
    if (length.is("subscript") && length.field("value").is("attribute") && only_index(length).is("integer") &&
        int_literal(only_index(length)) == 0 && length.field("value").field("attribute").text() == "shape")
      return length.field("value").field("object");
    return length.is("attribute") && length.field("attribute").text() == "size" ? length.field("object") : Node();
  }

  /// `array[index]`
  static bool is_item_at(Node node, Node index) {
    const Node at = only_index(node);
    return at && is_path(node.field("value")) && same_code(at, index);
  }

  static std::optional<Store> store_of(Node statement, Node index) {
    if (statement.is("if_statement")) return choice_of(statement, index);
    const Node code = expression_of(statement);
    const bool changes = code.is("augmented_assignment");
    if (!changes && !code.is("assignment")) return std::nullopt;
    const std::string op(changes ? code.field("operator").text() : std::string_view("="));
    const Node target = code.field("left"), value = code.field("right");
    if (!value || value.is("assignment") || code.field("type") || !one_of(op, {"=", "+=", "-=", "*="}))
      return std::nullopt;
    if (!is_item_at(target, index)) return std::nullopt;
    return Store{target.field("value"), op, value, {}, {}};
  }

  static std::optional<Store> choice_of(Node statement, Node index) {
    const auto parts = statement.items();
    if (parts.size() != 3 || !parts[2].is("else_clause")) return std::nullopt;
    const auto yes = statement.field("consequence").items(), no = parts[2].field("body").items();
    if (yes.size() != 1 || no.size() != 1) return std::nullopt;
    auto one = store_of(yes[0], index);
    const auto other = store_of(no[0], index);
    const bool alike = one && other && !one->condition && !other->condition && one->op == "=" && other->op == "=" &&
                       same_code(one->array, other->array);
    if (!alike) return std::nullopt;
    one->condition = statement.field("condition");
    one->other = other->value;
    return one;
  }

  static void judge(const RuleContext& context, const Loop& loop, Findings& findings) {
    Claim claim;
    if (!fills_array(context, loop)) return;
    if (auto reason = why_not(context, loop, claim); !reason.empty())
      return refuse(findings, loop.statement, std::move(reason));
    std::string text;
    for (const Store& store : loop.stores) {
      const auto line = line_of(context, loop, store, claim);
      if (!line) return refuse(findings, loop.statement, line.error());
      if (!text.empty()) text += context.module.style().newline + std::string(context.module.indent_of(loop.statement));
      text += *line;
    }
    claim.at_most(Assurance::tested);
    findings.candidates.push_back(make_candidate(loop.statement, claim,
                                                 "numpy computes with all items in C, without an object for each.",
                                                 {replace(loop.statement, std::move(text))}));
  }

  static bool fills_array(const RuleContext& context, const Loop& loop) {
    return std::ranges::any_of(loop.stores, [&](const Store& store) {
      const auto fact = context.facts.type_of(store.array);
      return fact && fact->name == "numpy.ndarray";
    });
  }

  static std::string why_not(const RuleContext& context, const Loop& loop, Claim& claim) {
    if (has_comment(loop.statement) || !alone_on_lines(context.module, loop.statement))
      return "a comment in it would be lost";
    for (const Node& name : {loop.index, loop.item}) {
      if (!name) continue;
      const Binding* binding = plain_local(context, name);
      if (binding == nullptr || held_by_function(*binding, context.definition) ||
          !context.facts.dead_after(*binding, loop.statement))
        return quoted(name) + " may be used after the loop";
    }
    if (const auto item = array_item(context, loop.length, claim); !item) return item.error();
    return why_too_few(context, loop.length);
  }

  /// Items are `a[i]` of any array, and the item of enumerate.
  static ArrayExpression::Items items_in(const RuleContext& context, const Loop& loop, Claim& claim,
                                         std::vector<Node>& read) {
    return [&context, &loop, &claim, &read](Node node) -> std::optional<ArrayCode> {
      Node array;
      if (is_item_at(node, loop.index)) array = node.field("value");
      const bool item =
          loop.item && node.is("identifier") && context.facts.binding(node) == context.facts.binding(loop.item);
      if (item) array = loop.length;
      if (!array) return std::nullopt;
      const auto kind = array_item(context, array, claim);
      if (!kind) return std::nullopt;
      read.push_back(array);
      return whole_array(array, *kind);
    };
  }

  static std::expected<std::string, std::string> line_of(const RuleContext& context, const Loop& loop,
                                                         const Store& store, Claim& claim) {
    const auto fact = context.facts.type_of(store.array);
    const auto into = fact ? item_of(*fact) : std::nullopt;
    if (!into)
      return std::unexpected("it is not known that " + quoted(store.array) + " is an array of numbers with one axis");
    claim.lean_on(*fact, store.array.text());
    std::vector<Node> read;
    ArrayExpression expression(context, loop.statement, {.choices = true, .stores = true},
                               items_in(context, loop, claim, read), claim);
    auto code =
        store.condition ? expression.choice_of(store.condition, store.value, store.other) : expression.of(store.value);
    if (!code) return std::unexpected(code.error());
    const bool fits = code->item == *into || (*into == Item::real && code->item == Item::whole);
    if (!fits || (store.op != "=" && *into == Item::truth))
      return std::unexpected("what is put into " + quoted(store.array) + " is of another type than its items");
    read.push_back(loop.length);
    assume_shapes(context, loop, store, read, claim);
    return std::string(store.array.text()) + "[:] " + store.op + " " + code->text;
  }

  static void assume_shapes(const RuleContext& context, const Loop& loop, const Store& store,
                            const std::vector<Node>& read, Claim& claim) {
    const auto made = made_here(context, store.array);
    for (const Node& array : read) {
      if (!same_code(array, loop.length)) claim.assume(quoted(array) + " is as long as " + quoted(loop.length));
      if (!made && !same_code(array, store.array))
        claim.assume(quoted(store.array) + " shares no memory with " + quoted(array));
    }
    const bool same = same_code(store.array, loop.length);
    if (!same && !(made && *made && same_code(*made, loop.length)))
      claim.assume(quoted(store.array) + " is as long as " + quoted(loop.length));
  }

  /// A new array that the function makes and keeps under this one name: the array that it is as long as, or no node.
  static std::optional<Node> made_here(const RuleContext& context, Node array) {
    const Binding* binding = plain_local(context, array);
    if (binding == nullptr || binding->stores.size() != 1 || held_by_function(*binding, context.definition))
      return std::nullopt;
    const auto bound = bound_by(binding->stores[0]);
    const auto call = bound ? as_call(unparen(bound->value)) : std::nullopt;
    if (!call || !call->plain || call->args.empty()) return std::nullopt;
    const auto name = context.facts.resolve(call->function).value_or("");
    if (one_of(name, {"numpy.zeros_like", "numpy.ones_like", "numpy.empty_like"})) return call->args[0];
    if (one_of(name, {"numpy.zeros", "numpy.ones", "numpy.empty"})) return array_of_length(context, call->args[0]);
    return std::nullopt;
  }
};

}  // namespace

std::unique_ptr<Rule> make_array_loop_to_expression() { return std::make_unique<ArrayLoop>(); }

}  // namespace velox::rules
