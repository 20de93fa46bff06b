// SPDX-License-Identifier: Apache-2.0
// Problem: `list(d)[0]` copies everything to use the first element.
// Idea: `next(iter(d))`; for a list the copy is simply left out: `x[0]`.
// Limits: list() reads an iterator to its end, next() does not: only containers that can be walked again. An empty
// one is an IndexError when indexed and a StopIteration in next (a RuntimeError inside a generator): unless it surely
// has an element, `list(islice(d, 1))[0]` keeps the IndexError and its text.
#include <algorithm>
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/seen_size.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

constexpr std::array<std::string_view, 4> kDicts{"dict", "collections.OrderedDict", "collections.defaultdict",
                                                 "collections.Counter"};
constexpr std::array<std::string_view, 6> kWalkable{"set",       "frozenset",   "collections.deque",
                                                    "dict_keys", "dict_values", "dict_items"};
constexpr std::array<std::string_view, 3> kIndexable{"list", "tuple", "str"};

bool one_of(const auto& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

constexpr int kShortestForIslice = 20;  // elements; effects.json has the measurements around it

struct Use {
  Node subscript;
  Node container;          ///< what is copied
  Node emptiness;          ///< whose truth tells whether there is an element: `d` of `d.values()`
  std::string_view maker;  ///< list or tuple
  bool last = false;
};

class FirstOfList final : public Rule {
 public:
  std::string_view id() const override { return "first-of-list-to-next-iter"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& subscript : context.nodes.of_kind("subscript")) {
      if (const auto use = use_of(context, subscript)) judge(context, *use, findings);
    }
  }

 private:
  static std::optional<Use> use_of(const RuleContext& context, Node subscript) {
    const Node parent = subscript.parent();
    if (parent.is("delete_statement") || parent.field("left") == subscript) return std::nullopt;
    const Node index = only_index(subscript);
    const auto number = index ? int_literal(index) : std::nullopt;
    if (!number || (*number != 0 && *number != -1)) return std::nullopt;
    Use use{.subscript = subscript, .container = {}, .emptiness = {}, .maker = "list", .last = *number == -1};
    const Node copy = unparen(subscript.field("value"));
    if (copy.is("list") && copy.items().size() == 1 && copy.items()[0].is("list_splat")) {
      use.container = copy.items()[0].items().front();
    } else {
      for (const auto* maker : {"list", "tuple"}) {
        const auto call = builtin_call(context, copy, maker);
        if (!call || !call->plain || call->args.size() != 1 || !call->keywords.empty()) continue;
        use.container = call->args[0];
        use.maker = maker;
      }
    }
    if (!use.container) return std::nullopt;
    use.container = use.emptiness = unparen(use.container);
    if (const auto view = as_call(use.container);
        view && view->object && view->args.empty() && view->keywords.empty() &&
        (view->name == "keys" || view->name == "values" || view->name == "items"))
      use.emptiness = view->object;
    return use;
  }

  static void judge(const RuleContext& context, const Use& use, Findings& findings) {
    const auto fact = context.facts.type_of(use.emptiness);
    if (!fact) {
      return refuse(findings, use.subscript,
                    quoted(use.container) + " may be an iterator, which list() reads to its end and next() does not");
    }
    Claim claim;
    claim.lean_on(*fact, use.emptiness.text());
    const bool view = use.emptiness != use.container;
    if (view ? !one_of(kDicts, fact->name)
             : !one_of(kDicts, fact->name) && !one_of(kWalkable, fact->name) && !one_of(kIndexable, fact->name))
      return refuse(findings, use.subscript,
                    quoted(use.emptiness) + " is a " + fact->name + "; it is not known what walking it twice does");
    const bool nonempty = surely_nonempty(context, use.emptiness, use.subscript);
    if (!view && one_of(kIndexable, fact->name)) return index_directly(use, *fact, nonempty, claim, findings);
    walk(context, use, *fact, nonempty, claim, findings);
  }

  static void index_directly(const Use& use, const TypeFact& fact, bool nonempty, const Claim& claim,
                             Findings& findings) {
    if (!nonempty && fact.name != use.maker)
      return refuse(findings, use.subscript,
                    "an empty " + quoted(use.container) + " would raise an IndexError with another text");
    const auto copy = use.subscript.field("value");
    findings.candidates.push_back(make_candidate(use.subscript, claim, "The copy is made to use one element of it.",
                                                 {replace(copy, operand_of_subscript(use.container))}));
  }

  static std::string operand_of_subscript(Node container) {
    const bool atom = is_kind(container, {"identifier", "attribute", "subscript", "call", "list", "tuple", "string"});
    return atom ? std::string(container.text()) : "(" + std::string(container.text()) + ")";
  }

  static void walk(const RuleContext& context, const Use& use, const TypeFact& fact, bool nonempty, const Claim& claim,
                   Findings& findings) {
    if (use.last && (fact.name == "set" || fact.name == "frozenset")) return;
    std::string walked(use.container.text());
    if (use.last) {
      if (!builtin_free(context, "reversed")) return;
      walked = "reversed(" + walked + ")";
    }
    std::vector<Edit> edits;
    if (nonempty) {
      if (!builtin_free(context, "next") || !builtin_free(context, "iter")) return;
      edits.push_back(replace(use.subscript, use.last ? "next(" + walked + ")" : "next(iter(" + walked + "))"));
    } else {
      if (const auto size = seen_turns(context, use.container); size && size->typical < kShortestForIslice)
        return refuse(findings, use.subscript,
                      "half of what was seen has fewer than " + std::to_string(kShortestForIslice) +
                          " elements, which are copied sooner than an iterator is set up");
      const auto islice = ensure_import(context.module, context.facts, use.subscript, "from itertools import islice");
      if (!islice || !builtin_free(context, use.maker)) return;
      edits.push_back(replace(use.subscript, std::string(use.maker) + "(" + islice->local + "(" + walked + ", 1))[0]"));
      if (islice->edit) edits.push_back(*islice->edit);
    }
    findings.candidates.push_back(make_candidate(
        use.subscript, claim, "Every element is copied to use one; an iterator stops after it.", std::move(edits)));
  }
};

}  // namespace

std::unique_ptr<Rule> make_first_of_list_to_next_iter() { return std::make_unique<FirstOfList>(); }

}  // namespace velox::rules
