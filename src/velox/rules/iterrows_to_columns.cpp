// SPDX-License-Identifier: Apache-2.0
// Problem: `for i, row in df.iterrows()` makes a Series of every row, and looks each field up in it by name.
// Idea: walk the columns that the loop reads side by side: `for i, price in zip(df.index, df["price"].tolist())`.
// Limits: a row hands out items of one type, Python's objects or numbers of numpy; which was seen decides how the columns
// are walked. The row may only be read, by literal names, and the DataFrame may not occur in the loop.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "velox/base/text.hpp"
#include "velox/rules/all_rules.hpp"
#include "velox/rules/frame_code.hpp"
#include "velox/rules/local_lists.hpp"

namespace velox::rules {
namespace {

struct Column {
  std::string quoted_name;
  std::string local;
  std::vector<Node> reads;
};

struct Loop {
  Node statement, frame, label, row;
};

class IterrowsToColumns final : public Rule {
 public:
  std::string_view id() const override { return "iterrows-to-columns"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& statement : context.nodes.of_kind("for_statement")) {
      const auto call = method_call(unparen(statement.field("right")), "iterrows", 0);
      const Node left = statement.field("left");
      if (!call || !is_path(call->object) || statement.text().starts_with("async")) continue;
      const auto names = is_kind(left, {"pattern_list", "tuple_pattern"}) ? left.items() : std::vector<Node>();
      if (names.size() != 2 || !names[0].is("identifier") || !names[1].is("identifier")) continue;
      judge(context, {statement, call->object, names[0], names[1]}, findings);
    }
  }

 private:
  static void judge(const RuleContext& context, const Loop& loop, Findings& findings) {
    const auto fact = context.facts.type_of(loop.frame);
    if (!fact || fact->name != "pandas.DataFrame")
      return refuse(findings, loop.statement, "it is not known that " + quoted(loop.frame) + " is a DataFrame");
    const auto items = row_items(context, loop.frame);
    if (!items)
      return refuse(findings, loop.statement,
                    "it was not seen that the rows of " + quoted(loop.frame) + " hold items of one type");
    const Node body = loop.statement.field("body");
    Node root = loop.frame;
    while (root.is("attribute")) root = root.field("object");
    if (mentions(body, root.text()))
      return refuse(findings, loop.statement, "the loop may change " + quoted(loop.frame));
    const Binding* row = plain_local(context, loop.row);
    if (row == nullptr || held_by_function(*row, context.definition) || !context.facts.dead_after(*row, loop.statement))
      return refuse(findings, loop.statement, quoted(loop.row) + " may be used after the loop");
    std::vector<Column> columns;
    if (const Node other = gather(context, loop, *row, columns); other)
      return refuse(
          findings, loop.statement,
          "the row is used for more than reading columns by name: " + quoted(other.parent()) + on_line(other));
    if (columns.empty()) return;
    Claim claim;
    claim.lean_on(*fact, loop.frame.text());
    claim.assume("the rows of " + quoted(loop.frame) +
                 (items == RowItems::objects ? " hold Python's objects" : " hold numbers of one type") +
                 " in every call, and no two columns have one name");
    rewrite(context, loop, columns, *items, claim, findings);
  }

  /// Columns in the order in which they are read first; a use of the row that is something else, or no node.
  static Node gather(const RuleContext& context, const Loop& loop, const Binding& row, std::vector<Column>& columns) {
    for (const Node& use : uses_of(row)) {
      if (use == loop.row || !inside(use, loop.statement)) continue;
      const auto name = column_read(context, use.parent(), row);
      if (!name || is_store_of(row, use)) return use;
      auto column = std::ranges::find(columns, *name, &Column::quoted_name);
      if (column == columns.end()) {
        columns.push_back(Column{*name, {}, {}});
        column = std::prev(columns.end());
      }
      column->reads.push_back(use.parent());
    }
    return {};
  }

  /// A name made of the letters and digits of a column's name.
  static std::string plain_name(std::string_view quoted_name) {
    std::string name;
    for (const char c : quoted_name.substr(1, quoted_name.size() - 2)) {
      const auto letter = static_cast<unsigned char>(c);
      if (std::isalnum(letter) != 0 && letter < 0x80)
        name += static_cast<char>(std::tolower(letter));
      else if (!name.empty() && name.back() != '_')
        name += '_';
    }
    while (name.ends_with('_')) name.pop_back();
    return name.empty() || std::isdigit(static_cast<unsigned char>(name[0])) != 0 ? "column_" + name : name;
  }

  /// A name that the file does not use; that of an attribute of the row goes with it.
  static std::string local_name(const RuleContext& context, const Column& column) {
    auto name = plain_name(column.quoted_name);
    const bool attribute = column.reads.front().is("attribute") && !mentions(context.module.root(), name);
    return attribute ? name : context.facts.fresh_name(context.definition, name);
  }

  static void rewrite(const RuleContext& context, const Loop& loop, std::vector<Column>& columns, RowItems items,
                      const Claim& claim, Findings& findings) {
    const Binding* label = context.facts.binding(loop.label);
    const bool unused = label != nullptr && context.facts.dead_after(*label, loop.statement) &&
                        std::ranges::none_of(uses_of(*label), [&](const Node& use) {
                          return use != loop.label && inside(use, loop.statement);
                        });
    if (!builtin_free(context, "zip")) return refuse(findings, loop.statement, "the name zip is taken in this file");
    const std::string frame(loop.frame.text());
    std::vector<std::string> names, walked;
    if (!unused) names.emplace_back(loop.label.text()), walked.push_back(frame + ".index");
    std::vector<Edit> edits;
    for (Column& column : columns) {
      column.local = local_name(context, column);
      for (std::size_t n = 2; std::ranges::find(names, column.local) != names.end(); ++n)
        column.local =
            context.facts.fresh_name(context.definition, fmt::format("{}_{}", plain_name(column.quoted_name), n));
      names.push_back(column.local);
      walked.push_back(frame + "[" + column.quoted_name + "]." +
                       (items == RowItems::objects ? "tolist()" : "to_numpy()"));
      for (const Node& read : column.reads) edits.push_back(replace(read, column.local));
    }
    edits.push_back(replace(loop.statement.field("left"), text::join(names, ", ")));
    edits.push_back(replace(loop.statement.field("right"),
                            walked.size() == 1 ? walked.front() : "zip(" + text::join(walked, ", ") + ")"));
    findings.candidates.push_back(make_candidate(
        loop.statement, claim, "The loop walks the columns that it reads; iterrows() makes a Series of every row.",
        std::move(edits)));
  }
};

}  // namespace

std::unique_ptr<Rule> make_iterrows_to_columns() { return std::make_unique<IterrowsToColumns>(); }

}  // namespace velox::rules
