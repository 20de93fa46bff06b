// SPDX-License-Identifier: Apache-2.0
// Problem: `out = np.append(out, x)` in a loop copies the whole array for each item: quadratic; so do concatenate, hstack and
// vstack.
// Idea: gather in a list, and make the array once behind the loop.
// Limits: the array may not be looked at in the loop. np.append makes floats of numbers, because it begins with an empty
// array of floats; pieces that are arrays have to be known as such, and may not be changed in place later in the loop.
#include "velox/rules/all_rules.hpp"
#include "velox/rules/array_expression.hpp"
#include "velox/rules/growing.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

class ArrayAppendInLoop final : public Rule {
 public:
  std::string_view id() const override { return "array-append-in-loop"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& statement : context.nodes.of_kind("expression_statement")) {
      const auto growth = growth_of(statement);
      if (!growth || repeating(statement, context.definition).empty()) continue;
      const auto name = context.facts.resolve(growth->call.field("function")).value_or("");
      const bool joins = one_of(name, {"numpy.concatenate", "numpy.hstack", "numpy.vstack"});
      if (name == "numpy.append" || joins) judge(context, *growth, name, findings);
    }
  }

 private:
  static void judge(const RuleContext& context, const Growth& growth, const std::string& name, Findings& findings) {
    const auto gathering = gathering_of(context, growth);
    if (!gathering) return refuse(findings, growth.statement, gathering.error());
    Claim claim;
    const auto code = name == "numpy.append" ? appended(context, growth, *gathering, claim)
                                             : joined(context, growth, *gathering, name, claim);
    if (!code) return refuse(findings, growth.statement, code.error());
    auto edits = gather(context, growth, *gathering, code->first, code->joined);
    if (!edits) return refuse(findings, growth.statement, "a statement shares its line with another");
    claim.at_most(Assurance::tested);
    findings.candidates.push_back(
        make_candidate(growth.statement, claim,
                       "Each call copies all that was gathered before; the list is joined once.", *std::move(edits)));
  }

  struct Code {
    std::string first, joined;
  };
  using Answer = std::expected<Code, std::string>;

  /// `np.array([])`, `np.zeros(0)` and `np.empty(0)`: floats, none of them.
  static bool is_empty_of_floats(const RuleContext& context, Node value) {
    const auto call = as_call(unparen(value));
    const auto name = call ? context.facts.resolve(call->function).value_or("") : std::string();
    if (!call || !call->plain || call->args.size() != 1) return false;
    const Node type = keyword(*call, "dtype");
    const auto given = type ? context.facts.resolve(type).value_or("") : std::string("float");
    if (call->keywords.size() > 1 || (!call->keywords.empty() && !type) ||
        (given != "float" && given != "numpy.float64"))
      return false;
    const Node source = unparen(call->args[0]);
    if (name == "numpy.array") return source.is("list") && source.items().empty();
    return one_of(name, {"numpy.zeros", "numpy.empty"}) && int_literal(source) == 0;
  }

  static Answer appended(const RuleContext& context, const Growth& growth, const Gathering& gathering, Claim& claim) {
    if (!growth.keywords.empty()) return std::unexpected("np.append has an axis here");
    if (!is_empty_of_floats(context, gathering.value))
      return std::unexpected(quoted(gathering.value) + " is no empty array of floats to begin with");
    const auto numpy = library_name(context, growth.statement, "numpy");
    if (!numpy) return std::unexpected("the file does not import numpy");
    const auto fact = context.facts.type_of(growth.piece);
    const auto item = fact ? item_of(*fact) : std::nullopt;
    if (!fact || (!item && !one_of(fact->name, {"float", "int", "numpy.float64", "numpy.int64"})))
      return std::unexpected("it is not known that " + quoted(growth.piece) + " is a number or an array of numbers");
    claim.lean_on(*fact, growth.piece.text());
    const auto counted = as_call(unparen(growth.piece));
    if (fact->name == "int" && !(counted && counted->name == "len"))
      claim.assume(quoted(growth.piece) + " fits into 64 bits");
    if (!item) return Code{"", *numpy + ".array({}, dtype=float)"};
    if (!piece_is_kept(gathering.loop, growth.piece))
      return std::unexpected(quoted(growth.piece) + " may be changed in place later in the loop");
    return Code{std::string(gathering.value.text()), *numpy + ".concatenate({})"};
  }

  static Answer joined(const RuleContext& context, const Growth& growth, const Gathering& gathering,
                       const std::string& name, Claim& claim) {
    const auto start = context.facts.type_of(gathering.value);
    const auto piece = context.facts.type_of(growth.piece);
    if (!start || start->name != "numpy.ndarray" || start->element.empty() || !unparen(gathering.value).is("call"))
      return std::unexpected(quoted(gathering.value) + " is not known as a new array with at least one axis");
    if (name == "numpy.vstack" && start->element != "numpy.ndarray")
      return std::unexpected(quoted(gathering.value) + " has one axis, of which vstack makes two");
    if (!piece_is_kept(gathering.loop, growth.piece))
      return std::unexpected(quoted(growth.piece) + " may be changed in place later in the loop");
    claim.lean_on(*start, gathering.value.text());
    if (piece && piece->name == "numpy.ndarray")
      claim.lean_on(*piece, growth.piece.text());
    else
      claim.assume(quoted(growth.piece) + " is an array that fits, and its type mixes with the others in any order");
    std::string more;
    for (const Node& word : growth.keywords) {
      if (word.field("name").text() != "axis" || !int_literal(word.field("value")))
        return std::unexpected(quoted(word) + " is more than an axis");
      more += ", " + std::string(word.text());
    }
    return Code{std::string(gathering.value.text()),
                std::string(growth.call.field("function").text()) + "({}" + more + ")"};
  }
};

}  // namespace

std::unique_ptr<Rule> make_array_append_in_loop() { return std::make_unique<ArrayAppendInLoop>(); }

}  // namespace velox::rules
