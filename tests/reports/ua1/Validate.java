import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Says for each file named whether it is PDF/UA-1, and every rule it breaks. */
public class Validate {
  public static void main(String[] names) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.fromString("ua1");
    for (String name : names)
      try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(name), flavour);
          PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
        ValidationResult result = validator.validate(parser);
        System.out.println((result.isCompliant() ? "yes " : "no ") + name);
        for (TestAssertion found : result.getTestAssertions())
          if (found.getStatus() == TestAssertion.Status.FAILED)
            System.out.println("  " + found.getRuleId().getClause() + " " + found.getMessage());
      }
  }
}
