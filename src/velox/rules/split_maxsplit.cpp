// SPDX-License-Identifier: Apache-2.0
// Problem: `s.split(",")[0]` cuts the whole string into pieces to use one of them.
// Idea: tell split to stop: `s.split(",", 1)[0]`; from the end, rsplit does it.
// Limits: rsplit finds other separators than split when a separator can overlap itself ("::" in "a:::b"), so the end
// needs a literal separator that cannot. The receiver has to be a str or bytes; other classes may give `split`
// another meaning.
#include "velox/rules/all_rules.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

/// `receiver.split(separator)` and what is taken out of its result: pieces [0, count) or the last `count`.
struct Use {
  Call call;
  Node separator;  ///< null: runs of white space
  bool from_end = false;
  long count = 0;
};

class SplitMaxsplit final : public Rule {
 public:
  std::string_view id() const override { return "split-maxsplit"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& subscript : context.nodes.of_kind("subscript")) {
      if (const auto use = use_of(subscript)) judge(context, *use, findings);
    }
  }

 private:
  static constexpr long kMostPieces = 4;

  static std::optional<Use> use_of(Node subscript) {
    auto call = as_call(unparen(subscript.field("value")));
    if (!call || !call->object || call->name != "split" || !call->plain) return std::nullopt;
    if (call->args.size() > 1 || call->keywords.size() > (call->args.empty() ? 1u : 0u)) return std::nullopt;
    Use use{.call = *call, .separator = call->args.empty() ? keyword(*call, "sep") : call->args[0]};
    if (!call->keywords.empty() && !use.separator) return std::nullopt;
    return taken(subscript, use) ? std::optional(use) : std::nullopt;
  }

  static bool taken(Node subscript, Use& use) {
    if (const auto slice = slice_of(subscript)) {
      const auto upper = slice->upper ? int_literal(slice->upper) : std::nullopt;
      const auto lower = slice->lower ? int_literal(slice->lower) : std::optional(0L);
      if (!upper || !lower || *lower < 0) return false;
      use.count = *upper;
    } else {
      const Node index = only_index(subscript);
      const auto number = index ? int_literal(index) : std::nullopt;
      if (!number) return false;
      use.from_end = *number < 0;
      use.count = use.from_end ? -*number : *number + 1;
    }
    return use.count >= 1 && use.count <= kMostPieces;
  }

  /// "\n" and the like: one character, which cannot overlap itself.
  static bool is_escaped_character(Node separator) {
    auto text = unparen(separator).text();
    if (text.starts_with('b')) text.remove_prefix(1);
    if (text.size() < 4 || text[1] != '\\') return false;
    const auto code = text.substr(2, text.size() - 3);
    return (code.size() == 1 && std::string_view("nrtvfab0\\'\"").contains(code[0])) ||
           (code.size() == 3 && code[0] == 'x');
  }

  /// Empty when rsplit finds the same separators as split.
  static std::string why_not_from_end(Node separator) {
    if (!separator || unparen(separator).is("none")) return {};
    if (is_escaped_character(separator)) return {};
    const auto literal = string_literal(separator);
    if (!literal)
      return "rsplit may cut at other places than split: the separator " + quoted(separator) + " is not a literal";
    const auto& text = literal->value;
    for (std::size_t shift = 1; shift < text.size(); ++shift) {
      if (text.compare(shift, std::string::npos, text, 0, text.size() - shift) == 0)
        return "rsplit may cut at other places than split: the separator " + quoted(separator) + " can overlap itself";
    }
    return {};
  }

  static void judge(const RuleContext& context, const Use& use, Findings& findings) {
    const auto fact = context.facts.type_of(use.call.object);
    if (!fact || (fact->name != "str" && fact->name != "bytes")) {
      refuse(findings, use.call.node,
             fact ? quoted(use.call.object) + " is a " + fact->name + ", not a str or bytes"
                  : "it is not known that " + quoted(use.call.object) + " is a str or bytes");
      return;
    }
    if (use.from_end) {
      if (auto reason = why_not_from_end(use.separator); !reason.empty())
        return refuse(findings, use.call.node, reason);
    }
    Claim claim;
    claim.lean_on(*fact, use.call.object.text());
    findings.candidates.push_back(make_candidate(use.call.node, claim,
                                                 "split cuts the whole of " + quoted(use.call.object) +
                                                     "; with a limit it stops after the pieces that are used.",
                                                 edits(use)));
  }

  static std::vector<Edit> edits(const Use& use) {
    std::vector<Edit> edits;
    if (use.from_end) edits.push_back(replace(use.call.function.field("attribute"), "rsplit"));
    const std::string count = std::to_string(use.count);
    if (!use.separator) {
      edits.push_back(replace(use.call.node.field("arguments"), "(None, " + count + ")"));
    } else {
      const bool named = !use.call.keywords.empty();
      const auto end = (named ? use.call.keywords[0] : use.separator).span().end;
      edits.push_back({{end, end}, (named ? ", maxsplit=" : ", ") + count});
    }
    return edits;
  }
};

}  // namespace

std::unique_ptr<Rule> make_split_maxsplit() { return std::make_unique<SplitMaxsplit>(); }

}  // namespace velox::rules
