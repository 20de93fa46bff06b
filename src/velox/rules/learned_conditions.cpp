// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/learned_conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "velox/rules/condition.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {

namespace {

// The narrowest that fits is taken.
constexpr std::array kTypes{"int",   "str",      "bytes",   "float",       "list",   "tuple",
                            "dict",  "set",      "range",   "dicts",       "sets",   "sequences",
                            "texts", "integers", "numbers", "reiterables", "scalars"};
// What needs elements that can be hashed.
constexpr std::array kHashing{"set(", "frozenset(", "dict(", "dict.fromkeys(", "Counter(", "defaultdict(", "{"};

int count_of(const std::string& text, const std::string& variable) {
  int count = 0;
  const std::string wanted = "$" + variable;
  for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) {
    const auto end = at + wanted.size();
    const bool longer =
        end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_');
    count += longer ? 0 : 1;
  }
  return count;
}

class Chooser {
 public:
  Chooser(const PageRewrite& rewrite, const std::vector<std::string>& variables, const std::vector<Placed>& placed)
      : rewrite_(rewrite), variables_(variables), placed_(placed) {}

  std::vector<std::string> choose() {
    for (const std::string& variable : variables_) about(variable);
    for (const char* line : {"tested", "discarded"}) keep_if_held(line);
    return std::move(chosen_);
  }

 private:
  bool holds(const std::string& line) const {
    const auto condition = Condition::parse(line, variables_);
    if (!condition) return false;
    return std::ranges::all_of(placed_, [&](const Placed& place) {
      Claim claim;
      return condition->check(place.side->context(), place.match, claim).holds;
    });
  }
  void keep_if_held(const std::string& line) {
    if (holds(line)) chosen_.push_back(line);
  }

  bool is_bound_by_match(const std::string& variable) const {
    const Placed& first = placed_.front();
    const Node node = first.match.one(variable);
    const analysis::Binding* binding = node.is("identifier") ? first.side->facts().binding(node) : nullptr;
    return binding != nullptr &&
           std::ranges::any_of(binding->stores, [&](Node store) { return first.match.covers(store); });
  }

  void about(const std::string& variable) {
    if (!placed_.front().match.one(variable)) return;  // `$*rest`
    const std::string name = "($" + variable + ")";
    if (is_bound_by_match(variable)) {
      keep_if_held("local" + name);
      return;
    }
    const auto type =
        std::ranges::find_if(kTypes, [&](const char* one) { return holds(fmt::format("type{}: {}", name, one)); });
    if (type != kTypes.end()) chosen_.push_back(fmt::format("type{}: {}", name, *type));
    const int before = count_of(rewrite_.before, variable), after = count_of(rewrite_.after, variable);
    const bool always_a_name =
        std::ranges::all_of(placed_, [&](const Placed& place) { return place.match.one(variable).is("identifier"); });
    if (before != after && !always_a_name) keep_if_held("pure" + name);
    if (hashes() && after > 0) keep_if_held("hashable" + name);
    if (placed_.front().match.nodes.size() > 1 || has_loop()) keep_if_held("unchanged" + name);
  }

  bool hashes() const {
    return std::ranges::any_of(
        kHashing, [&](const char* word) { return rewrite_.after.contains(word) && !rewrite_.before.contains(word); });
  }
  bool has_loop() const {
    return std::ranges::any_of(placed_.front().match.nodes,
                               [](Node node) { return has_kind(node, {"for_statement", "while_statement"}); });
  }

  const PageRewrite& rewrite_;
  const std::vector<std::string>& variables_;
  const std::vector<Placed>& placed_;
  std::vector<std::string> chosen_;
};

}  // namespace

std::vector<std::string> conditions_for(const PageRewrite& rewrite, const std::vector<std::string>& variables,
                                        const std::vector<Placed>& placed) {
  return Chooser(rewrite, variables, placed).choose();
}

}  // namespace velox::rules
