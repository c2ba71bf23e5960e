package main

import (
	"context"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/phrase"
	"palier/internal/segment"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

func (p *Program) attribute() *cobra.Command {
	command := &cobra.Command{Use: "attribute", Short: "Look at the columns of your own, their values and their types"}
	command.AddCommand(p.listAttributes(), p.listValues(), p.typeAttribute())
	return command
}

// attributing opens what the attribute commands ask.
func (p *Program) attributing(c *cobra.Command, name string, work func(context.Context, *asking) error) error {
	return p.in(c.Context(), name, func(w *workspace.Workspace) error {
		a, err := p.asking(c.Context(), w, segmentFlags{})
		if err != nil {
			return err
		}
		defer a.view.Close()
		return work(c.Context(), a)
	})
}

func (p *Program) listAttributes() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "List the attributes and what their values look like", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		return p.attributing(c, "attribute list", func(ctx context.Context, a *asking) error {
			attributes, err := a.w.Attributes(ctx, a.view)
			if err != nil {
				return err
			}
			list := answer.AttributesOf(attributes)
			table := terminal.Table{Title: p.book.Say("attribute.title", nil), Columns: p.columns("belongs", "name", "type", "values", "numbers", "days", "booleans"), Left: []int{0, 1, 2}}
			for i, at := range attributes {
				kind := p.book.Say("type."+list[i].Type, nil)
				if at.Corrected != nil {
					kind = p.book.Say("type.corrected", phrase.Args{"Type": kind})
				}
				table.Rows = append(table.Rows, []string{
					p.book.Say("subject."+list[i].Of, nil), printable(at.Name), kind,
					p.book.Number(at.Values), p.numberOrBlank(at.Numbers), p.numberOrBlank(at.Days), p.numberOrBlank(at.Bools),
				})
			}
			switch {
			case p.json:
				return p.writeJSON(list)
			case len(list) == 0:
				p.say(p.book.Say("attribute.none", nil))
				return nil
			}
			return table.Draw(p.Out)
		})
	}}
}

func (p *Program) listValues() *cobra.Command {
	prefix, limit := "", 50
	command := &cobra.Command{Use: "values FIELD", Short: "List the values of an attribute, or of a field such as brand, the most frequent first", Args: cobra.ExactArgs(1), RunE: func(c *cobra.Command, args []string) error {
		if limit < 1 {
			return usageError{palier.Refuse("list values", "the limit is below 1", "give a number from 1")}
		}
		return p.attributing(c, "attribute values", func(ctx context.Context, a *asking) error {
			field, values, err := workspace.Values(ctx, a.view, a.vocabulary, args[0], prefix, limit)
			if err != nil {
				return err
			}
			list := answer.ValuesOf(values)
			table := terminal.Table{Title: printable(workspace.Written(field)), Columns: p.columns("value", "rows"), Left: []int{0}}
			for _, v := range values {
				table.Rows = append(table.Rows, []string{printable(v.Value), p.book.Number(v.Count)})
			}
			switch {
			case p.json:
				return p.writeJSON(list)
			case len(list) == 0:
				p.say(p.book.Say("attribute.no_values", nil))
				return nil
			}
			return table.Draw(p.Out)
		})
	}}
	command.Flags().StringVar(&prefix, "prefix", "", "only values that begin with this `text`; case does not count")
	command.Flags().IntVar(&limit, "limit", limit, "at most this `many`")
	return command
}

// typeNames are what people may call the types of attributes.
var typeNames = map[string]palier.FieldType{
	"text": palier.FieldText, "number": palier.FieldNumber, "day": palier.FieldDay, "date": palier.FieldDay, "boolean": palier.FieldBool,
}

func (p *Program) typeAttribute() *cobra.Command {
	return &cobra.Command{Use: "type NAME TYPE", Short: "Say what the values of an attribute are: text, number, day or boolean; auto leaves it to the values", Args: cobra.ExactArgs(2), RunE: func(c *cobra.Command, args []string) error {
		as, known := typeNames[args[1]]
		if !known && args[1] != "auto" {
			return usageError{palier.Refusef("say the type of "+args[0], "choose text, number, day, boolean or auto", "there is no type %q", args[1])}
		}
		return p.attributing(c, "attribute type", func(ctx context.Context, a *asking) error {
			field, err := workspace.FindField(a.vocabulary, args[0], func(f palier.Field) bool { return f.Attribute })
			if err != nil {
				return err
			}
			var broken []segment.Broken
			if known {
				broken, err = a.w.SetAttributeType(ctx, a.vocabulary, field, as)
			} else {
				broken, err = a.w.ClearAttributeType(ctx, a.vocabulary, a.view, field)
			}
			if err != nil {
				return err
			}
			p.say(p.book.Say("attribute.typed", phrase.Args{"Name": printable(workspace.Written(field)), "Type": p.book.Say("type."+args[1], nil)}))
			p.tellBroken(broken)
			return nil
		})
	}}
}
