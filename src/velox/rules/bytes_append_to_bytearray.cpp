// SPDX-License-Identifier: Apache-2.0
// Problem: `data += chunk` with bytes copies all that was gathered so far, each time round: quadratic. (CPython grows a str in
// place; it never does so with bytes.)
// Idea: gather in a bytearray, which grows in place, and make bytes of it once behind the loop.
// Limits: inside the loop the name may be added to, and asked for its length or truth, and nothing else; what is added is surely
// bytes.
#include "velox/rules/all_rules.hpp"
#include "velox/rules/gathering.hpp"
#include "velox/rules/rounds.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

/// `b""` and the like, with escapes or without.
bool is_bytes_literal(Node value) {
  value = unparen(value);
  if (!value.is("string")) return false;
  const auto prefix = value.text().substr(0, value.text().find_first_of("'\""));
  return prefix.find_first_of("bB") != std::string_view::npos;
}

/// Known to be bytes, or what a function of the library gives that gives nothing else.
bool is_bytes(const RuleContext& context, Node part, Claim& claim) {
  const auto call = as_call(part);
  const auto name = call ? context.facts.resolve(call->function) : std::nullopt;
  if (name && one_of(*name, {"struct.pack", "os.urandom", "zlib.compress", "base64.b64encode", "binascii.hexlify",
                             "secrets.token_bytes"}))
    return true;
  const auto fact = context.facts.type_of(part);
  if (!fact || fact->name != "bytes") return false;
  claim.lean_on(*fact, part.text());
  return true;
}

class BytesAppend final : public Rule {
 public:
  std::string_view id() const override { return "bytes-append-to-bytearray"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    const auto may_be_part = [&](Node part) {
      Claim ignored;
      return is_bytes(context, part, ignored);
    };
    for (const auto& gathering : gatherings_in(context, {"a bytes literal", is_bytes_literal, may_be_part}, findings))
      judge(context, gathering, findings);
  }

 private:
  static constexpr std::uint64_t kFewest = 16;

  static void judge(const RuleContext& context, const Gathering& gathering, Findings& findings) {
    Claim claim;
    for (const auto& addition : gathering.additions)
      if (!is_bytes(context, addition.part, claim))
        return refuse(findings, addition.statement, quoted(addition.part) + " is not known to be bytes");
    const auto turns = seen_turns(context, gathering.additions.front().statement, gathering.region);
    if (turns && *turns < kFewest)
      return refuse(findings, gathering.region,
                    "half of the loops seen had fewer than " + std::to_string(kFewest) +
                        " rounds, which cost less than making a bytearray and bytes of it");
    if (!builtin_free(context, "bytes") || !builtin_free(context, "bytearray"))
      return refuse(findings, gathering.region, "the names bytes or bytearray are taken in this file");
    emit(context, gathering, claim, findings);
  }

  static void emit(const RuleContext& context, const Gathering& gathering, const Claim& claim, Findings& findings) {
    const Node start = gathering.start.value;
    const std::string name(gathering.start.target.text());
    const auto finish = insert_after(context.module, gathering.region, {name + " = bytes(" + name + ")"});
    if (!finish) return refuse(findings, gathering.region, "the layout does not allow the change");
    const auto literal = string_literal(start);
    const bool empty = literal && literal->value.empty();
    std::vector<Edit> edits{*finish,
                            replace(start, empty ? "bytearray()" : "bytearray(" + std::string(start.text()) + ")")};
    for (const auto& addition : gathering.additions)
      if (addition.old)
        edits.push_back(replace(expression_of(addition.statement), name + " += " + std::string(addition.part.text())));
    findings.candidates.push_back(make_candidate(gathering.additions.front().statement, claim,
                                                 "Each addition copies all bytes gathered so far; a bytearray grows in "
                                                 "place.",
                                                 std::move(edits)));
  }
};

}  // namespace

std::unique_ptr<Rule> make_bytes_append_to_bytearray() { return std::make_unique<BytesAppend>(); }

}  // namespace velox::rules
