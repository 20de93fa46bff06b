// SPDX-License-Identifier: Apache-2.0
// Problem: `x = d.get(k, {})`, work on x, `d[k] = x` makes an empty container each time round and stores the found one
// back where it already is.
// Idea: ask without a default, make and store a container only for a new key; x is then in d all the time.
// Limits: an exact dict only (a shelf hands out copies, subclasses may store in their own way), in a loop, with nothing
// in between that touches d, k or x's name or leaves the block. What can still show: a stored None, an empty container
// that an exception in between leaves in d, and other code that looks into d meanwhile. A dict that the function makes
// itself and only works on in known ways rules all three out; for others the claim says what it leans on.
#include <algorithm>
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/local_lists.hpp"

namespace velox::rules {
namespace {

struct Match {
  Assignment get;  ///< x = d.get(k, {})
  Call call;       ///< d.get(k, {})
  Node dict, key;
  std::string_view empty;  ///< `{}` as written
  std::vector<Node> between;
  Node store;  ///< the statement d[k] = x
};

/// `[]`, `{}`, `list()`, `dict()` or `set()`.
bool makes_empty(const RuleContext& context, Node value) {
  value = unparen(value);
  if (is_kind(value, {"list", "dictionary"})) return value.items().empty() && !has_comment(value);
  return std::ranges::any_of(std::array{"list", "dict", "set"}, [&](const char* name) {
    const auto call = builtin_call(context, value, name);
    return call && call->args.empty() && call->keywords.empty() && !has_comment(value);
  });
}

/// `d[k] = x` for this d, k and x.
bool stores_back(Node statement, Node dict, Node key, Node target) {
  const auto assignment = as_assignment(statement);
  if (!assignment || !assignment->target.is("subscript")) return false;
  const Node index = only_index(assignment->target);
  return index && same_code(assignment->target.field("value"), dict) && same_code(index, key) &&
         unparen(assignment->value).is("identifier") && unparen(assignment->value).text() == target.text();
}

class GetDefaultStoreBack final : public Rule {
 public:
  std::string_view id() const override { return "get-default-store-back"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    if (context.facts.poisoned(context.definition)) return;
    for (const Node& statement : context.nodes.of_kind("expression_statement")) {
      if (repeating(statement, context.definition).empty()) continue;
      if (const auto match = find(context, statement)) judge(context, *match, findings);
    }
  }

 private:
  static std::optional<Match> find(const RuleContext& context, Node statement) {
    const auto get = as_assignment(statement);
    if (!get || !get->target.is("identifier") || expression_of(statement).field("type")) return std::nullopt;
    const auto call = method_call(unparen(get->value), "get", 2);
    if (!call || !call->object.is("identifier") || !makes_empty(context, call->args[1])) return std::nullopt;
    Match match{*get, *call, call->object, call->args[0], unparen(call->args[1]).text(), {}, {}};
    for (Node next = statement.next_named(); next; next = next.next_named()) {
      if (next.is("comment")) continue;
      if (stores_back(next, match.dict, match.key, get->target)) {
        match.store = next;
        return match;
      }
      match.between.push_back(next);
    }
    return std::nullopt;
  }

  static void judge(const RuleContext& context, const Match& match, Findings& findings) {
    const auto fact = context.facts.type_of(match.dict);
    if (!fact || fact->name != "dict")
      return refuse(
          findings, match.call.node,
          "it is not known that " + quoted(match.dict) + " is exactly a dict; another mapping may give copies");
    if (const auto reason = why_not(context, match); !reason.empty()) return refuse(findings, match.call.node, reason);
    const auto tried = match.between.empty() ? Tried::no : tried_around(match.get.statement);
    if (tried == Tried::handles)
      return refuse(
          findings, match.call.node,
          "after an exception a try around it could go on, with an empty container left in " + quoted(match.dict));
    Claim claim;
    claim.lean_on(*fact, match.dict.text());
    // Keys of other classes may hash or compare with code of their own, and are now looked up a second time.
    if (hashable(context.facts, match.key) != Certainty::proven) claim.at_most(Assurance::tested);
    if (tried == Tried::cleans_up) claim.at_most(Assurance::tested);
    if (!is_own(context, match)) {
      claim.assume("no value of " + quoted(match.dict) + " is None");
      if (!match.between.empty())
        claim.assume("nothing looks into " + quoted(match.dict) + " between " + quoted(match.get.statement) + " and " +
                     quoted(match.store) + ", not even after an exception there");
    }
    propose_edits(context, match, claim, findings);
  }

  /// Empty when nothing stands against it.
  static std::string why_not(const RuleContext& context, const Match& match) {
    const auto name = match.get.target.text();
    for (const Node& local : {match.dict, match.get.target})
      if (!is_fixed_name(context, local, match))
        return quoted(local) + " is bound again before the store, or is no name of this function alone";
    if (!is_fixed_key(context, match.key, match))
      return "the key " + quoted(match.key) + " may be another one at " + quoted(match.store);
    if (mentions(match.key, name) || match.dict.text() == name)
      return quoted(match.get.target) + " is the key or the dict itself";
    for (const Node& statement : match.between) {
      if (mentions(statement, match.dict.text()))
        return quoted(match.dict) + " is used" + on_line(statement) + ", before the store";
      if (leaves_block(statement, match)) return "the block may be left" + on_line(statement) + ", before the store";
    }
    return {};
  }

  /// A local or parameter of this function that nothing between the two statements binds.
  static bool is_fixed_name(const RuleContext& context, Node name, const Match& match) {
    const Binding* binding = context.facts.binding(name);
    if (!binding || binding->written_elsewhere || binding->scope != context.definition) return false;
    return std::ranges::none_of(binding->stores, [&](const Node& store) { return inside_any(store, match.between); });
  }

  static bool is_fixed_key(const RuleContext& context, Node key, const Match& match) {
    key = unparen(key);
    if (is_constant(key)) return true;
    if (key.is("identifier")) return is_fixed_name(context, key, match);
    if (!key.is("tuple")) return false;
    return std::ranges::all_of(key.items(), [&](const Node& item) { return is_fixed_key(context, item, match); });
  }

  /// A return, raise, yield or await, or a break or continue of a loop around the block.
  static bool leaves_block(Node statement, const Match& match) {
    bool leaves = false;
    source::walk(statement, [&](Node node) {
      if (is_kind(node, {"function_definition", "lambda", "class_definition"})) return false;
      if (is_kind(node, {"return_statement", "raise_statement", "yield", "await"})) leaves = true;
      if (is_kind(node, {"break_statement", "continue_statement"}))
        leaves = leaves || !inside_any(climb_to(node, {"for_statement", "while_statement"}), match.between);
      if (node.is("for_statement") || node.is("with_statement") || node.is("for_in_clause"))
        leaves = leaves || node.text().starts_with("async");
      return !leaves;
    });
    return leaves;
  }

  enum class Tried { no, cleans_up, handles };
  /// What happens in this function after an exception from the statement.
  static Tried tried_around(Node statement) {
    auto tried = Tried::no;
    for (Node at = statement, parent = at.parent(); parent; at = parent, parent = at.parent()) {
      if (is_kind(parent, {"function_definition", "lambda", "class_definition", "module"})) break;
      if (!is_kind(parent, {"try_statement", "with_statement"})) continue;
      const auto parts = parent.items();
      const bool handler = std::ranges::any_of(
          parts, [](const Node& part) { return is_kind(part, {"except_clause", "except_group_clause"}); });
      const auto head = parent.text().substr(0, at.span().begin - parent.span().begin);
      const bool suppresses = parent.is("with_statement") && head.find("suppress") != std::string_view::npos;
      if ((handler && parent.field("body") == at) || suppresses) return Tried::handles;
      tried = Tried::cleans_up;
    }
    return tried;
  }

  /// The dict is made here, nobody else ever holds it while the function runs, and all its values are containers.
  static bool is_own(const RuleContext& context, const Match& match) {
    const Binding* binding = plain_local(context, match.dict);
    if (!binding || held_by_function(*binding, context.definition)) return false;
    return std::ranges::all_of(uses_of(*binding), [&](const Node& use) {
      if (is_store_of(*binding, use)) {
        const auto bound = bound_by(use);
        return bound && makes_empty(context, bound->value);
      }
      return is_harmless(context, use);
    });
  }

  /// The use keeps no way into the dict, and puts no None there.
  static bool is_harmless(const RuleContext& context, Node use) {
    const Node parent = use.parent();
    if (climb_to(use, {"generator_expression"})) return false;  // may look at it later
    if (parent.is("return_statement")) return !climb_to(parent, {"try_statement", "with_statement"});
    if (parent.is("subscript") && parent.field("value") == use) return is_harmless_item(context, parent);
    const auto method = method_on(use);
    if (!method) return only_reads(context, use);
    if (method->name == "get") return true;
    if (method->name == "setdefault")
      return method->plain && method->args.size() == 2 && makes_empty(context, method->args[1]);
    const bool view = method->name == "items" || method->name == "keys" || method->name == "values";
    return view && only_reads(context, method->node);
  }

  static bool is_harmless_item(const RuleContext& context, Node item) {
    const Node around = item.parent();
    if (around.is("delete_statement")) return true;
    if (is_kind(around, {"pattern_list", "tuple_pattern", "list_pattern", "for_statement", "for_in_clause",
                         "as_pattern_target"}))
      return around.field("right") == item;
    if (around.field("left") != item || !is_kind(around, {"assignment", "augmented_assignment"})) return true;
    if (!around.is("assignment")) return false;
    const Node value = unparen(around.field("right"));
    if (!value) return false;
    if (is_kind(value, {"list", "dictionary", "set", "tuple", "list_comprehension", "dictionary_comprehension"}) ||
        makes_empty(context, value) || (is_constant(value) && !value.is("none")))
      return true;
    return value.is("identifier") && is_found_again(context, around, value);
  }

  /// `d[k] = x` where x is what `d.get(k, {})` gave just before, so no None by induction.
  static bool is_found_again(const RuleContext& context, Node assignment, Node value) {
    const Binding* binding = plain_local(context, value);
    if (!binding) return false;
    const Node dict = assignment.field("left").field("value");
    return std::ranges::all_of(binding->stores, [&](const Node& store) {
      const auto bound = bound_by(store);
      if (!bound) {
        // `x = d[k] = {}`
        const Node chain = store.parent();
        const Node next = chain.is("assignment") && chain.field("left") == store ? chain.field("right") : Node();
        return next.is("assignment") && next.field("right") && makes_empty(context, next.field("right"));
      }
      if (makes_empty(context, bound->value)) return true;
      const auto call = method_call(unparen(bound->value), "get", 2);
      return call && call->object.is("identifier") && call->object.text() == dict.text() &&
             makes_empty(context, call->args[1]);
    });
  }

  static void propose_edits(const RuleContext& context, const Match& match, const Claim& claim, Findings& findings) {
    const auto& module = context.module;
    const auto name = std::string(match.get.target.text());
    const auto item = std::string(match.dict.text()) + "[" + std::string(match.key.text()) + "]";
    const auto made = insert_after(
        module, match.get.statement,
        {"if " + name + " is None:", module.style().indent + name + " = " + item + " = " + std::string(match.empty)});
    const auto removed = remove_lines(module, match.store);
    if (!made || !removed) return refuse(findings, match.call.node, "the statements share their lines with others");
    const auto line = module.bytes().substr(removed->span.begin, removed->span.end - removed->span.begin);
    if (line.substr(match.store.span().end - removed->span.begin).find('#') != std::string_view::npos)
      return refuse(findings, match.store, "a comment on the line would be lost");
    const auto first = match.key.span().end, last = match.call.args[1].span().end;
    if (has_comment(match.get.statement)) return refuse(findings, match.call.node, "a comment in it would be lost");
    auto candidate = make_candidate(match.call.node, claim,
                                    "An empty container is made each time round, and the one that was found is stored "
                                    "back where it already is" +
                                        on_line(match.store) + ".",
                                    {{{first, last}, ""}, *made, *removed});
    findings.candidates.push_back(std::move(candidate));
  }
};

}  // namespace

std::unique_ptr<Rule> make_get_default_store_back() { return std::make_unique<GetDefaultStoreBack>(); }

}  // namespace velox::rules
